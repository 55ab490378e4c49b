interface Props {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, at once. */
export const Switch = ({ label, isOn, onChange }: Props) => (
  <label class="switch">
    <span>{label}</span>
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => {
        // What the reader asked for may be refused: the switch shows what is, not what was clicked.
        const wanted = event.currentTarget.checked;
        event.currentTarget.checked = isOn;
        onChange(wanted);
      }}
    />
  </label>
);
