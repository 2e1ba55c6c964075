package dev.agentguard.audit;

import dev.agentguard.effect.SecretOptions;
import dev.agentguard.scope.Credential;
import java.util.Locale;
import java.util.Set;

/**
 * Text without secrets: masks what has the fingerprint of a credential that the action carries, what looks like a
 * token, and, in text that is not Guard's own, what stands behind a name such as {@code password}. One pass, no regular
 * expression: the text is hostile.
 */
final class Redactor {

    static final String MASK = "***";

    private static final String ARMOUR = "-----BEGIN ";
    private static final String ARMOUR_END = "-----END ";
    private static final String QUOTES = "\"'`";
    private static final String ENDS_VALUE = "&;,)}]\n";
    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "by", "is", "to", "token", "as");

    private final Set<String> fingerprints;

    /**
     * @param fingerprints the fingerprints of the credentials that the action carries
     */
    Redactor(Set<String> fingerprints) {
        this.fingerprints = Set.copyOf(fingerprints);
    }

    /** Returns Guard's own words about an action. */
    String own(String text, int longest) {
        return scan(cut(text, longest), false) + (text.length() > longest ? "…" : "");
    }

    /** Returns words of the action itself. */
    String foreign(String text, int longest) {
        return scan(withoutUserInformation(withoutKeys(cut(text, longest))), true)
                + (text.length() > longest ? "…" : "");
    }

    /** Returns an id, which may look random and is masked only if it is known to be a credential. */
    String id(String id, int longest) {
        String cut = cut(id, longest);
        return isKnown(cut) || TokenLike.hasKnownPrefix(cut) ? MASK : cut + (id.length() > longest ? "…" : "");
    }

    // half a secret is not recognised any more, so the word at the cut goes as a whole
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return wellFormed(text);
        }
        int end = longest;
        while (end > 0 && !ends(text.charAt(end))) {
            end--;
        }
        return wellFormed(text.substring(0, end));
    }

    // half a surrogate pair is no character, and many readers of JSON fail on it
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withoutHalves(text);
            }
        }
        return text;
    }

    private static String withoutHalves(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String scan(String text, boolean foreign) {
        StringBuilder out = new StringBuilder(text.length());
        boolean pending = false;
        boolean separated = false;
        String program = "";
        boolean signsIn = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!fingerprints.isEmpty() && startsRun(text, i)) {
                int runEnd = runEnd(text, i);
                if (isKnown(text.substring(i, runEnd))) {
                    out.append(MASK);
                    i = runEnd;
                    pending = false;
                    continue;
                }
            }
            int chunk = TokenLike.encodedFrom(text, i);
            if (chunk > i) {
                out.append(MASK);
                i = chunk;
                pending = false;
                continue;
            }
            if (ends(c)) {
                out.append(c);
                i++;
                if (pending && separated && QUOTES.indexOf(c) >= 0) {
                    int close = text.indexOf(c, i);
                    out.append(MASK);
                    i = close < 0 ? text.length() : close;
                    pending = false;
                }
                separated |= c == '=' || c == ':' || Character.isWhitespace(c);
                if (c == ';' || c == '|' || c == '\n' || text.startsWith("&&", i)) {
                    program = "";
                }
                pending &= ENDS_VALUE.indexOf(c) < 0;
                continue;
            }
            int end = i;
            while (end < text.length() && !ends(text.charAt(end))) {
                end++;
            }
            String word = text.substring(i, end);
            if (foreign && SecretOptions.isKnown(word)) {
                program = word;
                signsIn = false;
            } else if (foreign && !program.isEmpty() && SecretOptions.holdsSecret(program, word)) {
                out.append(word, 0, 2).append(MASK);
                pending = false;
                i = runEnd(text, i);
                continue;
            } else if (foreign && !program.isEmpty() && SecretOptions.takesSecret(program, word, signsIn)) {
                int value = valueStart(text, end);
                if (value < text.length() && text.charAt(value) == '-') {
                    out.append(word);
                    i = end;
                    continue;
                }
                out.append(word).append(text, end, value).append(MASK);
                pending = false;
                i = runEnd(text, value);
                continue;
            }
            signsIn |= word.equals("login");
            if (pending && !SCHEMES.contains(word.toLowerCase(Locale.ROOT))) {
                out.append(MASK);
                pending = false;
            } else if (TokenLike.test(word) || isKnown(word)) {
                out.append(MASK);
            } else {
                out.append(word);
                if (foreign && SecretNames.test(word)) {
                    pending = true;
                    separated = false;
                    if (SecretNames.holdsWholeLine(word)) {
                        int line = lineEnd(text, end);
                        out.append(line > end ? ": " + MASK : "");
                        pending = false;
                        end = line;
                    }
                }
            }
            i = end;
        }
        return out.toString();
    }

    /** Behind the blanks and the quote that open a value. */
    private static int valueStart(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || QUOTES.indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static int lineEnd(String text, int from) {
        int i = from;
        // the quote that closes the name itself, as in {"Cookie": "…"}, does not end the line
        while (i < text.length() && (QUOTES.indexOf(text.charAt(i)) >= 0 || " :=\\".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        while (i < text.length() && QUOTES.indexOf(text.charAt(i)) < 0 && text.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    private boolean isKnown(String word) {
        return !fingerprints.isEmpty()
                && !word.isEmpty()
                && fingerprints.contains(Credential.of(word, "").fingerprint());
    }

    private static boolean startsRun(String text, int i) {
        return !endsRun(text.charAt(i)) && (i == 0 || endsRun(text.charAt(i - 1)));
    }

    private static int runEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !endsRun(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsRun(char c) {
        return c <= ' ' || QUOTES.indexOf(c) >= 0 || c == ',' || c == '\\' || Character.isWhitespace(c);
    }

    private static boolean ends(char c) {
        return endsRun(c) || "=:;&?/(){}[]<>|@#$".indexOf(c) >= 0;
    }

    /** Masks keys in armour, whose lines are no tokens each. */
    private static String withoutKeys(String text) {
        int begin = text.indexOf(ARMOUR);
        if (begin < 0) {
            return text;
        }
        int end = text.lastIndexOf(ARMOUR_END);
        return text.substring(0, begin) + MASK + (end < begin ? "" : text.substring(end + ARMOUR_END.length()));
    }

    /** Masks {@code user:password} in URLs within the text, also where the password holds a slash. */
    private static String withoutUserInformation(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", Math.max(at + 3, done))) {
            int start = at + 3;
            int end = runEnd(text, Math.min(start, text.length()));
            int slash = text.indexOf('/', start);
            int authority = slash < 0 || slash > end ? end : slash;
            int sign = text.lastIndexOf('@', authority - 1);
            if (sign < start && text.substring(start, authority).indexOf(':') >= 0) {
                sign = text.lastIndexOf('@', end - 1);
            }
            if (sign >= start) {
                out.append(text, done, start).append(MASK);
                done = sign;
            }
        }
        return out.append(text, done, text.length()).toString();
    }
}
