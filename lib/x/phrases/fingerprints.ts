// biome-ignore format: generated
/** Made by `npm run phrases` from phrases.json: four characters for each wording. */
export const FINGERPRINTS = {
  retryPrompt:
    'xnzxOHe9hfSnXGCZSFnAq_ZH7npbFgl-tSpcrOymv6tgyIf962X384rmQfAEIWWBjSAnJCkIsDclURCvPHCnDxzV1M4yScdLMVBEK97hJ-WhdCmQ9lesAskiwBE4C5JD7WM_sKL3NnHCbCPQmXXpKzH_mdXQcoMYtj4sotfvC0MVTECp',
  lostConnection:
    'Q9xFQtkGGbVTWbF3De_DI_TbHd-fw7KDrpq4jJxUp-XYKR2Ry2_m8nW8uJx6ZD_0yImdT0n7PhA-c130s1kl7RTwRx3UVP67LRaVGk9an_CX9wlVUNCqGCGlaIw3Cz9VrU9aoMIUzy1Lc5T3YEvmF3c3OHNRt-vIqQAM2lCGv56d',
  scriptLoadFailure:
    '0moB38nzvcIXhIYwCKDj5Hd7QLntfyh0hckPN2IQaH5JyXCE3V4_6tp8LimUDnZi8xmRj9kL8eWzaH3wMUQ_HgQF_Bo0hNxFbO2bp7IrA7pyG8Mho4YwqmYxQEOXuemCGR5clq5LALhupeHEEIz2tpoQt1-T99CFZbIkb8on',
  listEmptyHeader:
    'XTFmRKKtbV8v9JTcJjo8f89NmxgyPoqTTzWHBlw6oOzRmMjj_GabZhlmn1wyGdER9dcXt7HWGSc0hylfS6Cpjat88FsXWXcM6of6U7VUC_14WyfqcxpHSwyVFQNUX43mFoJqEZwS9F1tczR2ky5QekGDAwfnEg4DJ_pc',
  profileEmptyBody:
    'M7wMBgR4g9oKLIMXfDvBGJDx3K4E-utXcni4iva38hf8I7b-G9fXte_u3IL5MDSkPlR9aGUcLF4C4ouFEp2uNl7fHsaQH47b9YYusRqXehQ3znCEan1F0uMGI5EE1HrKI876HoZK2EObA8q6KL6p7s1YlcEiKwKLuvsJ7RTr6leV',
  postFailedRetry:
    '6nQHrsphz1iGgFuWI-rbfL5_a3qyIMBKws6rgC8JHt-nKdNfYCgyCEdZqWtx1qq_Exz0CYbeeym2lfW6Iq1D6qR6G3h1DCEYgjxqyh7yNoEAYo8l7nOO0qIMaLH2w_UR58twnRzEWPO151sQILZmZ_CD9pt9U43S3chG',
} as const;

/** Languages whose words we have, as the first part of `html[lang]` names them. */
export const LANGUAGES =
  'bg bn ca cs da de el en es fa fi fil fr gu he hi hr hu id in it iw ja kn ko mr ms msa nb nl no pl pt ro ru sk sr sv ta th tl tr uk ur vi zh';
