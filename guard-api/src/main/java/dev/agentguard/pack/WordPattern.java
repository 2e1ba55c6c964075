package dev.agentguard.pack;

import java.util.List;

/**
 * What one word may be: alternatives, separated by {@code |}, in each of which {@code *} stands for any characters.
 *
 * @param alternatives the alternatives
 */
record WordPattern(List<String> alternatives) {

    WordPattern {
        alternatives = List.copyOf(alternatives);
    }

    static WordPattern parse(String text) {
        return new WordPattern(List.of(text.split("\\|", -1)));
    }

    boolean matches(String word) {
        for (int i = 0; i < alternatives.size(); i++) {
            if (glob(alternatives.get(i), word)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether any word at all matches. */
    boolean any() {
        return alternatives.contains("*");
    }

    /** Returns whether every alternative is written out, without {@code *}. */
    boolean literal() {
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).indexOf('*') >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Compares with a pattern in which {@code *} stands for any characters, in time linear for one star. */
    static boolean glob(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return String.join("|", alternatives);
    }
}
