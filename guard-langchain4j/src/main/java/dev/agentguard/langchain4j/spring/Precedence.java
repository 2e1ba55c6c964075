package dev.agentguard.langchain4j.spring;

import java.util.HashSet;
import java.util.Set;

/**
 * Which properties hold where several sources set them: of each value the first source's, of a list all items of the
 * first source that sets any, as everywhere in Spring Boot.
 */
final class Precedence {

    private final Set<String> names = new HashSet<>();
    private final Set<String> lists = new HashSet<>();

    /** Whether no earlier source set this, or the list that it belongs to. */
    boolean holds(String name) {
        if (names.contains(name) || lists.contains(name)) {
            return false;
        }
        for (int at = index(name, 0); at > 0; at = index(name, at + 1)) {
            String list = name.substring(0, at);
            if (lists.contains(list) || names.contains(list)) {
                return false;
            }
        }
        return true;
    }

    /** Notes what a source set, after all of its properties were looked at. */
    void take(String name) {
        names.add(name);
        for (int at = index(name, 0); at > 0; at = index(name, at + 1)) {
            lists.add(name.substring(0, at));
        }
    }

    /** The place of the next `[` with a number behind it. */
    private static int index(String name, int from) {
        for (int at = name.indexOf('[', from); at >= 0; at = name.indexOf('[', at + 1)) {
            int end = at + 1;
            while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
                end++;
            }
            if (end > at + 1 && end < name.length() && name.charAt(end) == ']') {
                return at;
            }
        }
        return -1;
    }
}
