# Completion of the command virt for bash: source this file, or put it into
# /usr/share/bash-completion/completions/ under the name virt.
#
# The program itself knows what could come next, names of domains and devices included; this asks it.

_virt()
{
    local cur prev words cword
    if declare -F _comp_initialize >/dev/null; then
        _comp_initialize -n =: -- "$@" || return
    elif declare -F _init_completion >/dev/null; then
        _init_completion -n =: || return
    else
        cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
    fi

    # The options before the command; of them only those matter that say where to connect.
    local index=1 globals=()
    while ((index < cword)); do
        case ${words[index]} in
            -c | --connect)
                globals+=(-c "${words[index + 1]}")
                ((index += 2))
                ;;
            -e | --escape | -f | --format) ((index += 2)) ;;
            --connect=* | -c?*)
                globals+=("${words[index]}")
                ((index += 1))
                ;;
            -*) ((index += 1)) ;;
            *) break ;;
        esac
    done

    if ((index >= cword)) && [[ $cur == -* ]]; then
        local options='--connect --escape --format --help --quiet --readonly --timing --version'
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    fi
    case ${words[cword - 1]} in
        define | create | nodedev-define | nodedev-create | cd | --file | --dir)
            COMPREPLY=($(compgen -f -- "$cur"))
            compopt -o filenames 2>/dev/null
            return
            ;;
    esac

    local IFS=$'\n'
    COMPREPLY=($("${words[0]}" -q -r "${globals[@]}" complete -- \
        "${words[@]:index:cword - index}" "$cur" 2>/dev/null))
    if declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$cur"
    fi
}

complete -F _virt virt
