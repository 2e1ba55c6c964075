package dev.agentguard.rules.prose;

import dev.agentguard.effect.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One option under each of its names, {@code -f} and {@code --force}; a short one also among combined ones. */
record Options(Set<String> names) {

    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("-f", List.of("--force")),
            Map.entry("--force", List.of("-f")),
            Map.entry("-r", List.of("-R", "--recursive")),
            Map.entry("-R", List.of("-r", "--recursive")),
            Map.entry("--recursive", List.of("-r", "-R")),
            Map.entry("-y", List.of("--yes", "--assume-yes")),
            Map.entry("--yes", List.of("-y", "--assume-yes")),
            Map.entry("-g", List.of("--global", "--location=global")),
            Map.entry("--global", List.of("-g", "--location=global")),
            Map.entry("-i", List.of("--in-place", "--interactive")),
            Map.entry("--in-place", List.of("-i")),
            Map.entry("-A", List.of("--all", "--no-ignore-removal")),
            Map.entry("-a", List.of("--all")),
            Map.entry("--all", List.of("-a")),
            Map.entry("-auto-approve", List.of("--auto-approve")),
            Map.entry("--auto-approve", List.of("-auto-approve")));

    Options {
        names = Set.copyOf(names);
    }

    static Options of(String option) {
        Set<String> names = new LinkedHashSet<>(List.of(option));
        names.addAll(ALSO.getOrDefault(option, List.of()));
        return new Options(names);
    }

    boolean isIn(List<Word> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            String next = i + 1 < arguments.size() ? arguments.get(i + 1).text() : "";
            if (names.stream().anyMatch(name -> isNamed(name, text, next))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(String name, String text, String next) {
        int equals = name.indexOf('=');
        if (text.equals(name) || (equals < 0 && text.startsWith(name + "="))) {
            return true;
        }
        if (equals > 0 && text.equals(name.substring(0, equals)) && next.equals(name.substring(equals + 1))) {
            return true;
        }
        boolean shortOne = name.length() == 2 && name.charAt(1) != '-';
        return shortOne
                && text.length() > 2
                && text.length() <= 8
                && text.charAt(0) == '-'
                && text.charAt(1) != '-'
                && text.indexOf(name.charAt(1)) > 0
                && text.substring(1).chars().allMatch(Character::isLetter);
    }

    /** The name that says most. */
    String shown() {
        return names.stream()
                .max(java.util.Comparator.comparingInt(String::length)
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .orElse("");
    }

    @Override
    public String toString() {
        return String.join("|", names.stream().sorted().toList());
    }
}
