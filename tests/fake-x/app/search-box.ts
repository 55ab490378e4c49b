import { h, icon, nest } from './dom.ts';
import { navigate } from './navigate.ts';
import { phrase } from './phrases.ts';

export function searchBox(query = ''): HTMLElement {
  const input = h('input', {
    placeholder: phrase('searchButton'),
    type: 'text',
    dir: 'auto',
    'aria-autocomplete': 'list',
    'aria-label': 'Search query',
    role: 'combobox',
    'data-testid': 'SearchBox_Search_Input',
    value: query,
  }) as HTMLInputElement;
  const label = h(
    'div',
    { 'data-testid': 'SearchBox_Search_Input_label', class: 'search-box' },
    nest(1, icon('search')),
    nest(2, input),
  );
  const form = h(
    'form',
    { action: '', 'aria-label': phrase('searchButton'), role: 'search' },
    nest(4, label),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    navigate(`/search?q=${encodeURIComponent(input.value)}&src=typed_query`);
  });
  return form;
}
