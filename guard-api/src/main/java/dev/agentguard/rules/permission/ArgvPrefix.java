package dev.agentguard.rules.permission;

import dev.agentguard.rules.permission.CommandPart.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first words of a command, each exactly one of some. */
final class ArgvPrefix implements PartMatcher {

    private final List<List<String>> pattern;
    private final Map<String, Set<String>> hosts;

    /**
     * Creates a prefix.
     *
     * @param pattern the words, each with its alternatives
     * @param hosts by a program's name, the only paths at which it may lie to be meant
     */
    ArgvPrefix(List<List<String>> pattern, Map<String, Set<String>> hosts) {
        this.pattern = pattern;
        this.hosts = hosts;
    }

    @Override
    public boolean matches(CommandPart part) {
        return part.role() != Role.ELSEWHERE && part.role() != Role.LINE && matches(part.words(), part.called());
    }

    boolean matches(List<String> words, String called) {
        if (words.size() < pattern.size() || !isProgram(words.get(0), called)) {
            return false;
        }
        for (int i = 1; i < pattern.size(); i++) {
            if (!pattern.get(i).contains(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** As it was called, else by the name alone if nothing says where the program of this name lies. */
    private boolean isProgram(String name, String called) {
        if (pattern.get(0).contains(called)) {
            return true;
        }
        Set<String> paths = hosts.get(name);
        return pattern.get(0).contains(name) && (paths == null || paths.contains(called));
    }

    @Override
    public @Nullable String program() {
        List<String> first = pattern.get(0);
        return first.size() == 1 ? CommandPart.withoutDirectory(first.get(0)).toLowerCase(Locale.ROOT) : null;
    }

    @Override
    public String example() {
        return pattern.stream().map(words -> words.get(0)).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        String restricted = hosts.isEmpty() ? "" : " at " + new java.util.TreeMap<>(hosts);
        return "command `"
                + pattern.stream()
                        .map(words -> words.size() == 1 ? words.get(0) : words.toString())
                        .collect(Collectors.joining(" "))
                + " …`" + restricted;
    }
}
