# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of belayerctl. Commands and options are asked of the program itself; ids of the running Belayer.

# Offers those lines of stdin that begin with what is typed. Not by compgen -W, which would run what is in them.
_belayerctl_offer()
{
    local line
    while IFS= read -r line; do
        [[ $line == "$1"* ]] && COMPREPLY+=("$line")
    done
}

_belayerctl_commands() { belayerctl help 2>/dev/null | sed -n 's/^  \([a-z]\{2,\}\) .*/\1/p'; }

_belayerctl_options() { belayerctl help $1 2>/dev/null | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p'; }

_belayerctl_ids() { belayerctl "$@" ls --limit 1000 2>/dev/null | sed '1d; s/ .*//'; }

_belayerctl()
{
    local typed=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' where=() i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} == --data-dir ]]; then
            ((i++))
            [[ ${COMP_WORDS[i]} == = ]] && ((i++)) # bash takes --data-dir=DIR for three words
            where=(--data-dir "${COMP_WORDS[i]}")
        elif [[ -z $command && ${COMP_WORDS[i]} != [-=]* ]]; then
            command=${COMP_WORDS[i]}
        fi
    done
    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
    [[ $typed == = ]] && typed=

    case $before in
        --data-dir | --cwd)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$typed")
            return ;;
        --group | --after)
            _belayerctl_offer "$typed" < <(_belayerctl_ids "${where[@]}")
            return ;;
        --state)
            _belayerctl_offer "$typed" < <(printf '%s\n' queued starting running paused cancelling succeeded failed \
                cancelled interrupted)
            return ;;
        --policy)
            _belayerctl_offer "$typed" < <(printf '%s\n' all settle first-success first-finish)
            return ;;
    esac
    if [[ $typed == -* ]]; then
        _belayerctl_offer "$typed" < <(_belayerctl_options "$command")
        return
    fi
    case $command in
        '' | help) _belayerctl_offer "$typed" < <(_belayerctl_commands) ;;
        show | wait | log | cancel | pause | resume | retry)
            _belayerctl_offer "$typed" < <(_belayerctl_ids "${where[@]}") ;;
        run | race | group)
            if [[ $before == -- || $before == --- || $before == "$command" ]]; then
                mapfile -t COMPREPLY < <(compgen -c -- "$typed")
            else
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$typed")
            fi ;;
    esac
}

complete -F _belayerctl belayerctl
