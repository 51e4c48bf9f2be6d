/** The shells that can complete the words of `athanor`. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What a shell has to read to complete the words of `athanor`. */
export const scripts: Readonly<Record<Shell, string>> = {
  // Bash takes words apart at : and @, which Athanor does not; of the line's own last word that part stays.
  // Several offers are shown with what they mean; one alone is the word.
  bash: `_athanor() {
  local line="\${COMP_LINE:0:COMP_POINT}" word means last cut
  local -a words offers texts
  read -ra words <<< "$line"
  [[ "$line" == *' ' ]] && words+=('')
  last="\${words[\${#words[@]} - 1]}"
  cut="\${last%"\${COMP_WORDS[COMP_CWORD]}"}"
  while IFS=$'\t' read -r word means; do
    offers+=("\${word#"$cut"}")
    texts+=("\${word#"$cut"}\${means:+  ($means)}")
  done < <("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null)
  if ((\${#offers[@]} > 1)); then COMPREPLY=("\${texts[@]}"); else COMPREPLY=("\${offers[@]}"); fi
}
complete -o default -o nosort -F _athanor athanor 2>/dev/null || complete -o default -F _athanor athanor
`,
  zsh: `#compdef athanor
_athanor() {
  local word means
  local -a offers
  while IFS=$'\t' read -r word means; do
    offers+=("\${word//:/\\\\:}:$means")
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if ((\${#offers})); then _describe -V athanor offers; else _files; fi
}
compdef _athanor athanor
`,
  fish: `function __athanor_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l offers ($words[1] __complete $words[2..] 2>/dev/null)
    if set -q offers[1]
        printf '%s\\n' $offers
    else
        __fish_complete_path $words[-1]
    end
end
complete -c athanor -k -f -a '(__athanor_complete)'
`,
};
