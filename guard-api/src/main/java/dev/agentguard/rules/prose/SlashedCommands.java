package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** {@code git add/commit/push}: one command for each of the words between slashes. */
final class SlashedCommands {

    private static final int MOST = 10;

    private SlashedCommands() {}

    /** Returns the lines that are meant; none if the code is no such list. */
    static List<String> of(String code) {
        String[] words = code.strip().split("\\s+", -1);
        if (words.length < 2 || !Programs.isOne(words[0]) || words[1].indexOf('/') < 1) {
            return List.of();
        }
        String[] verbs = words[1].split("/", -1);
        List<String> lines = new ArrayList<>();
        for (String verb : verbs) {
            boolean plain = !verb.isEmpty()
                    && verb.chars().allMatch(c -> Character.isLowerCase(c) || c == '-')
                    && Verb.of(verb) != null;
            if (!plain && !verb.equals("tag")) {
                return List.of();
            }
            String rest = code.strip().substring(words[0].length() + 1 + words[1].length());
            lines.add(words[0] + " " + verb + rest);
        }
        return lines.size() > 1 && lines.size() <= MOST ? lines : List.of();
    }
}
