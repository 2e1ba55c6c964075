package dev.agentguard.effect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the value of an argument is shown in evidence: enough to recognise it, never a secret. What might be one, by the
 * argument's name or by its own look, is shown as {@code …}; so is text inside of objects, which is content rather than
 * a name.
 */
public final class ShownValue {

    private static final String HIDDEN = "…";
    private static final int LONGEST = 60;
    private static final int KEYS = 8;

    /** Of the secret words. */
    private static final int SHORTEST_WORD = 3;

    private static final int LONGEST_WORD = 13;

    private static final Set<String> SECRET_WORDS = Set.of(
            "token",
            "tokens",
            "secret",
            "secrets",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "key",
            "keys",
            "apikey",
            "credential",
            "credentials",
            "auth",
            "authorization",
            "signature",
            "sig",
            "cookie",
            "session",
            "otp",
            "pin",
            "code",
            "jwt",
            "bearer");

    private static final List<String> SECRET_STARTS = List.of(
            "bearer ",
            "basic ",
            "sk-",
            "sk_",
            "rk_",
            "pk_",
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "github_pat_",
            "glpat-",
            "xox",
            "akia",
            "asia",
            "eyj",
            "-----begin",
            "aiza",
            "ya29.",
            "npm_",
            "pypi-",
            "hf_",
            "dop_v1_",
            "fo1_");

    /** The starts of secrets by their first character. */
    private static final String[][] STARTS_BY_FIRST = byFirst();

    private static final String[] NONE = {};

    private static final Kept<Boolean> LOOK_SECRET = new Kept<>(ShownValue::holdsSecretWord);

    private ShownValue() {}

    /**
     * Returns the text that stands for an argument's value.
     *
     * @param name the argument's name
     * @param value its value, a JSON value or {@link Operation#UNRESOLVED}
     * @return the text, short, free of secrets as far as they can be recognised
     */
    public static String of(String name, @Nullable Object value) {
        if (looksSecret(name)) {
            return HIDDEN;
        }
        if (value instanceof String text) {
            return isSecret(text) ? HIDDEN : '"' + shortened(text) + '"';
        }
        return structure(value);
    }

    /**
     * Returns whether an argument of this name is likely to hold a secret.
     *
     * @param name the argument's name, in any style of writing
     * @return true if its value is not to be shown
     */
    public static boolean looksSecret(String name) {
        return LOOK_SECRET.of(name);
    }

    private static boolean holdsSecretWord(String name) {
        StringBuilder word = new StringBuilder();
        boolean lowerBefore = false;
        for (int i = 0; i < name.length() && i < 200; i++) {
            char c = name.charAt(i);
            boolean letter = Character.isLetter(c);
            if (!letter || (Character.isUpperCase(c) && lowerBefore)) {
                if (isSecretWord(word)) {
                    return true;
                }
                word.setLength(0);
            }
            if (letter) {
                word.append(c);
            }
            lowerBefore = Character.isLowerCase(c);
        }
        return isSecretWord(word);
    }

    private static boolean isSecretWord(CharSequence word) {
        int length = word.length();
        return length >= SHORTEST_WORD
                && length <= LONGEST_WORD
                && SECRET_WORDS.contains(word.toString().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether a text looks like a secret by itself, whatever it is called.
     *
     * @param text the text
     * @return true if it is not to be shown
     */
    public static boolean isSecret(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return isSecret(text, 0, text.length());
    }

    /**
     * Returns whether a word is a token by what issuers put in front so that it can be told; an ordinary word that begins
     * so is none.
     *
     * @param word the word, without blanks
     * @return true if it is one
     */
    public static boolean isToken(String word) {
        return word.length() >= SHORTEST_TOKEN
                && TOKENS.stream().anyMatch(word::startsWith)
                && word.chars().anyMatch(Character::isDigit);
    }

    private static final int SHORTEST_TOKEN = 20;
    private static final List<String> TOKENS = List.of(
            "sk-",
            "sk_live_",
            "sk_test_",
            "rk_live_",
            "rk_test_",
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "github_pat_",
            "glpat-",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "xapp-",
            "AKIA",
            "ASIA",
            "eyJ",
            "AIza",
            "ya29.",
            "npm_",
            "pypi-",
            "hf_",
            "dop_v1_",
            "fo1_",
            "whsec_",
            "hvs.");

    /**
     * Returns whether a part of a text looks like a secret.
     *
     * @param text the text
     * @param separator what stands between its parts
     * @return true if one of them is not to be shown
     */
    public static boolean holdsSecret(String text, char separator) {
        int start = 0;
        while (start < text.length()) {
            int next = text.indexOf(separator, start);
            int end = next < 0 ? text.length() : next;
            if (end > start && isSecret(text, start, end)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isSecret(String text, int start, int end) {
        char first = Character.toLowerCase(text.charAt(start));
        for (String known : first < STARTS_BY_FIRST.length ? STARTS_BY_FIRST[first] : NONE) {
            if (known.length() <= end - start
                    && mayBe(known, text.charAt(start + 1))
                    && text.regionMatches(true, start, known, 0, known.length())) {
                return true;
            }
        }
        return looksRandom(text, start, end);
    }

    /** Most names that begin as a secret does differ from it in the second character. */
    private static boolean mayBe(String known, char second) {
        return second >= 128 || Character.toLowerCase(second) == known.charAt(1);
    }

    private static String[][] byFirst() {
        String[][] starts = new String[128][];
        for (char c = 0; c < starts.length; c++) {
            String first = String.valueOf(c);
            starts[c] = SECRET_STARTS.stream()
                    .filter(known -> known.startsWith(first))
                    .toArray(String[]::new);
        }
        return starts;
    }

    /** Long, without spaces, upper and lower case and digits mixed: ids are seldom so, tokens are. */
    private static boolean looksRandom(String text, int start, int end) {
        if (end - start < 24) {
            return false;
        }
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                return false;
            }
            upper |= Character.isUpperCase(c);
            lower |= Character.isLowerCase(c);
            digit |= Character.isDigit(c);
        }
        return upper && lower && digit;
    }

    private static String structure(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value == Operation.UNRESOLVED) {
            return shortened(String.valueOf(value));
        }
        if (value instanceof List<?> list) {
            return "[" + list.size() + (list.size() == 1 ? " item]" : " items]");
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return HIDDEN;
    }

    private static String object(Map<?, ?> map) {
        StringBuilder out = new StringBuilder("{");
        int shown = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown++ == KEYS) {
                out.append(", ").append(HIDDEN);
                break;
            }
            String name = shortened(String.valueOf(entry.getKey()));
            out.append(shown == 1 ? "" : ", ").append(name).append(": ").append(inside(name, entry.getValue()));
        }
        return out.append('}').toString();
    }

    private static String inside(String name, @Nullable Object value) {
        if (looksSecret(name)) {
            return HIDDEN;
        }
        if (value instanceof String text) {
            return isConstant(text) ? text : HIDDEN;
        }
        return value instanceof Map ? "{" + HIDDEN + "}" : structure(value);
    }

    /** The look of an enum's constant, such as {@code DELETED}. */
    private static boolean isConstant(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '_' && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 32;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + HIDDEN;
    }
}
