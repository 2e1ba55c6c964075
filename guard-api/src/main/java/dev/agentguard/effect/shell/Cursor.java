package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script's text and how far it was read. Not safe for use by threads. */
final class Cursor {

    /** Deeper nesting is not followed. */
    static final int DEEPEST = 48;

    private static final int MOST_BRACES = 1_000;

    final String text;
    final List<Redirect> pending = new ArrayList<>();
    int at;
    private int depth;
    private int braces;
    private @Nullable String problem;

    Cursor(String text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here, or 0 at the end. */
    char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** The character so many further, or 0 behind the end. */
    char ahead(int count) {
        return at + count < text.length() ? text.charAt(at + count) : 0;
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    boolean skip(String expected) {
        boolean there = looksAt(expected);
        if (there) {
            at += expected.length();
        }
        return there;
    }

    String since(int start) {
        return text.substring(start, Math.min(at, text.length()));
    }

    int depth() {
        return depth;
    }

    /** Goes one level down; false, with nothing left to read, if that is too deep. */
    boolean descend() {
        if (++depth > DEEPEST) {
            problem("nested more than " + DEEPEST + " levels deep");
            at = text.length();
            return false;
        }
        return true;
    }

    void ascend() {
        depth--;
    }

    /** Counts the words that braces stand for; false if there were too many. */
    boolean expands(int words) {
        braces += words;
        if (braces > MOST_BRACES) {
            problem("braces that stand for more than " + MOST_BRACES + " words");
        }
        return braces <= MOST_BRACES;
    }

    /** Notes the first thing that is not as a shell expects it. */
    void problem(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    @Nullable
    String problem() {
        return problem;
    }
}
