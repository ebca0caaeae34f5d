namespace Virtwire.Sdk.Cli.Completion;

/// <summary>What a shell must run to complete command lines of the tool. The scripts ask the tool itself, at every key.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells that there is a script for.</summary>
    public static string[] Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    // Bash takes ':' and '=' for ends of words: what stands before the last of them in the word is not to be completed again.
    private const string Bash = """
        # bash completion for virtwire:  source <(virtwire completion bash)
        _virtwire() {
            local line="${COMP_LINE:0:COMP_POINT}" words current candidate head
            read -ra words <<<"$line"
            current=""
            if [[ "$line" != *[[:space:]] ]]; then
                current="${words[-1]}"
                unset 'words[-1]'
            fi
            head="${current%"${current##*[:=]}"}"
            COMPREPLY=()
            while IFS=$'\t' read -r candidate _; do
                [[ "$candidate" == */ ]] && compopt -o nospace 2>/dev/null
                COMPREPLY+=("$(printf '%q' "${candidate#"$head"}")")
            done < <("${words[0]:-virtwire}" __complete -- "${words[@]:1}" "$current" 2>/dev/null)
        }
        complete -o default -F _virtwire virtwire

        """;

    private const string Zsh = """
        #compdef virtwire
        # zsh completion for virtwire:  source <(virtwire completion zsh)
        _virtwire() {
            local -a whole open
            local candidate doc
            while IFS=$'\t' read -r candidate doc; do
                if [[ "$candidate" == */ ]]; then
                    open+=("$candidate")
                else
                    whole+=("${candidate//:/\\:}${doc:+:$doc}")
                fi
            done < <("${words[1]}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)words[CURRENT]}" 2>/dev/null)
            (( $#open )) && compadd -S '' -- "${open[@]}"
            (( $#whole )) && _describe virtwire whole
            (( $#open + $#whole )) || _files
        }
        compdef _virtwire virtwire

        """;

    private const string Fish = """
        # fish completion for virtwire:  virtwire completion fish | source
        function __virtwire_complete
            set -l words (commandline -opc)
            $words[1] __complete -- $words[2..-1] (commandline -ct) 2>/dev/null
        end
        complete -c virtwire -f -a '(__virtwire_complete)'

        """;
}
