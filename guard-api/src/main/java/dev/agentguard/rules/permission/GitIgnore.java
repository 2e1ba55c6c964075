package dev.agentguard.rules.permission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path pattern as in {@code .gitignore}, relative to an anchor: {@code *} and {@code ?} inside a segment, {@code **}
 * across, a name without a slash at any depth; what lies below a directory that matches, matches too. Time grows with the
 * length of pattern times path.
 *
 * @param segments the segments
 */
record GitIgnore(List<String> segments) {

    private static final String ANY = "**";

    private static final String NAME = "name ";
    private static final String ENDING = "ending ";

    /**
     * Reads a pattern.
     *
     * @param deep whether {@code name/**} is meant at any depth too, as in what Claude Code refuses
     */
    static GitIgnore of(String pattern, boolean deep) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        boolean inside = segments.size() == 2 && segments.get(1).equals(ANY) && deep && !pattern.startsWith("/");
        boolean name = segments.size() == 1 && !pattern.startsWith("/");
        if ((name || inside) && !segments.get(0).equals(ANY)) {
            segments.add(0, ANY);
        }
        return new GitIgnore(List.copyOf(segments));
    }

    /** Returns whether a relative path or a directory above it matches. */
    boolean matches(List<String> path) {
        BitSet at = new BitSet(segments.size() + 1);
        at.set(0);
        skipAny(at);
        for (String name : path) {
            BitSet next = new BitSet(segments.size() + 1);
            for (int i = at.nextSetBit(0); i >= 0 && i < segments.size(); i = at.nextSetBit(i + 1)) {
                String segment = segments.get(i);
                if (segment.equals(ANY)) {
                    next.set(i);
                    if (i + 1 == segments.size()) {
                        return true;
                    }
                } else if (matchesSegment(segment, name)) {
                    next.set(i + 1);
                }
            }
            if (next.get(segments.size())) {
                return true;
            }
            skipAny(next);
            at = next;
        }
        return segments.isEmpty();
    }

    /** A {@code **} may stand for nothing, but not at the end: {@code a/**} is what lies in {@code a}. */
    private void skipAny(BitSet at) {
        for (int i = at.nextSetBit(0); i >= 0 && i + 1 < segments.size(); i = at.nextSetBit(i + 1)) {
            if (segments.get(i).equals(ANY)) {
                at.set(i + 1);
            }
        }
    }

    /** Returns whether a directory holds what the pattern names: whoever deletes it deletes that too. */
    boolean isBelow(List<String> directory) {
        if (directory.size() > segments.size()) {
            return false;
        }
        for (int i = 0; i < directory.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(ANY) || !matchesSegment(segment, directory.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the key of the longest name, or else of an ending, that a path must have to match; null if there is none. */
    @Nullable
    String needed() {
        String longest = null;
        String ending = null;
        for (String segment : segments) {
            if (isLiteral(segment)) {
                longest = longest == null || segment.length() > longest.length() ? segment : longest;
            } else if (ending == null) {
                ending = ending(segment);
            }
        }
        return longest != null ? NAME + longest : ending == null ? null : ENDING + ending;
    }

    /** Adds the keys that a name of a path shows. */
    static void addNeeded(String name, Set<String> keys) {
        keys.add(NAME + name);
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            keys.add(ENDING + name.substring(dot));
        }
    }

    /** The names that the pattern begins with. */
    List<String> beginning() {
        return segments.stream().takeWhile(GitIgnore::isLiteral).toList();
    }

    /** Whether behind these a name follows that may be one of several. */
    boolean beginsOpen() {
        int names = beginning().size();
        return names < segments.size() && !segments.get(names).equals(ANY);
    }

    private static boolean isLiteral(String segment) {
        return segment.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    private static @Nullable String ending(String segment) {
        int dot = segment.lastIndexOf('.');
        boolean literal = dot > 0 && isLiteral(segment.substring(dot)) && segment.indexOf(']') < 0;
        return literal ? segment.substring(dot) : null;
    }

    /** Goes back to the last star only, so that the time is bounded by the product of the lengths. */
    static boolean matchesSegment(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            int end = p < pattern.length() && pattern.charAt(p) != '*' ? endOfOne(pattern, p) : -1;
            if (end > 0 && matchesOne(pattern, p, end, name.charAt(n))) {
                p = end;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static int endOfOne(String pattern, int at) {
        char c = pattern.charAt(at);
        if (c == '\\' && at + 1 < pattern.length()) {
            return at + 2;
        }
        int close = c == '[' ? pattern.indexOf(']', at + 2) : -1;
        return close > 0 ? close + 1 : at + 1;
    }

    private static boolean matchesOne(String pattern, int from, int to, char c) {
        char first = pattern.charAt(from);
        if (first == '\\' && to == from + 2) {
            return pattern.charAt(from + 1) == c;
        }
        if (first != '[' || to == from + 1) {
            return first == '?' || first == c;
        }
        boolean negated = pattern.charAt(from + 1) == '!' || pattern.charAt(from + 1) == '^';
        boolean found = false;
        for (int i = from + (negated ? 2 : 1); i < to - 1; i++) {
            if (i + 2 < to - 1 && pattern.charAt(i + 1) == '-') {
                found |= c >= pattern.charAt(i) && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= pattern.charAt(i) == c;
            }
        }
        return found != negated;
    }
}
