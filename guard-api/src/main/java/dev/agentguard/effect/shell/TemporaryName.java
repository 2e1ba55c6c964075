package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Set;

/** Whether {@code mktemp} makes something of its own in the directory for temporary files. */
final class TemporaryName {

    private static final Set<String> OPTIONS = Set.of("-d", "--directory", "-q", "--quiet");

    private TemporaryName() {}

    /** Another directory or a template of its own may be anywhere, and an option that is not known may fail. */
    static boolean isPlain(List<Word> arguments) {
        return arguments.stream().allMatch(argument -> argument.known() && OPTIONS.contains(argument.text()));
    }
}
