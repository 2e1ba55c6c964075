package dev.agentguard.yaml;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of messages about names that are not on a list. */
final class Keys {

    private Keys() {}

    static String unknown(String what, String found, Collection<String> expected) {
        String list = expected.stream().sorted().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        String near = nearest(found, expected);
        return what + " `" + Shown.text(found) + "`, expected one of " + list
                + (near == null ? "" : " (did you mean `" + near + "`?)");
    }

    private static @Nullable String nearest(String found, Collection<String> expected) {
        return expected.stream()
                .sorted()
                .filter(key -> oneEditApart(found, key))
                .findFirst()
                .orElse(null);
    }

    /** Whether one insertion, deletion, replacement or swap of neighbours makes the one the other. */
    static boolean oneEditApart(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int head = 0;
        while (head < a.length() && head < b.length() && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        String restA = a.substring(head);
        String restB = b.substring(head);
        if (restA.length() != restB.length()) {
            return restA.length() > restB.length()
                    ? restA.substring(1).equals(restB)
                    : restB.substring(1).equals(restA);
        }
        if (restA.isEmpty() || restA.substring(1).equals(restB.substring(1))) {
            return true;
        }
        return restA.length() > 1
                && restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && restA.substring(2).equals(restB.substring(2));
    }
}
