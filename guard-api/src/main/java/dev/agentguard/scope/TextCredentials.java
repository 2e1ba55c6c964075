package dev.agentguard.scope;

/**
 * Finds credentials in text by what stands in front of them: {@code Bearer x}, {@code password = "x"}, {@code
 * "api_key": "x"}, {@code https://user:x@host}. Linear in the text and bounded.
 */
final class TextCredentials {

    private static final int LOOKED_AT = 64 * 1024;
    private static final int SHORTEST = 8;
    private static final int LONGEST_NAME = 60;

    private TextCredentials() {}

    /** Returns whether a text has anything in it behind which a credential could stand. */
    static boolean mayBeIn(String text) {
        return text.indexOf('=') >= 0
                || text.indexOf(':') >= 0
                || text.indexOf("earer") >= 0
                || (text.indexOf('R') >= 0 && text.indexOf("EARER") >= 0); // one character is found more quickly
    }

    static void read(String text, String where, CredentialForms forms) {
        int length = Math.min(text.length(), LOOKED_AT);
        if (!mayBeIn(text)) {
            return;
        }
        String name = "";
        boolean pending = false;
        boolean separated = false;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (ends(c)) {
                separated |= c == '=' || c == ':';
                pending &= c != '\n' && c != ';' && c != ',' && c != ')' && c != '}';
                i++;
                continue;
            }
            int end = i;
            while (end < length && !ends(text.charAt(end))) {
                end++;
            }
            boolean quoted = i > 0 && "\"'`".indexOf(text.charAt(i - 1)) >= 0;
            String word = text.substring(i, quoted && pending ? closing(text, i, length) : end);
            if (pending && separated && isScheme(word)) {
                name = word;
            } else if (pending && separated && word.length() >= SHORTEST && word.charAt(0) != '$') {
                value(name, longest(text, i, length), word, where, forms);
                pending = false;
            } else if (word.equalsIgnoreCase("bearer")) {
                name = word;
                pending = true;
                separated = true;
            } else if (word.length() <= LONGEST_NAME && SecretName.test(word)) {
                name = word;
                pending = true;
                separated = false;
            } else {
                pending = false;
            }
            if (text.startsWith("://", end)) {
                CommandCredentials.address(longest(text, i, length), where, forms);
            }
            i = Math.max(i + word.length(), i + 1);
        }
    }

    private static boolean isScheme(String word) {
        return word.equalsIgnoreCase("bearer") || word.equalsIgnoreCase("basic") || word.equalsIgnoreCase("token");
    }

    private static void value(String name, String run, String word, String where, CredentialForms forms) {
        int blank = word.indexOf(' ');
        if (blank > 0 && isScheme(word.substring(0, blank))) {
            AuthorizationHeader.read(word, where, forms);
            return;
        }
        String place = forms.place(where);
        if (name.equalsIgnoreCase("basic")) {
            AuthorizationHeader.basic(run, place, forms);
        }
        forms.add(run, place);
        forms.add(word, place);
    }

    /** Up to white space or a quote: a secret may hold what ends a name. */
    private static String longest(String text, int from, int length) {
        int end = from;
        while (end < length && text.charAt(end) > ' ' && "\"'`\\,".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    private static int closing(String text, int from, int length) {
        int end = text.indexOf(text.charAt(from - 1), from);
        return end < 0 || end > length ? length : end;
    }

    private static boolean ends(char c) {
        return c <= ' ' || "\"'`=:;,(){}[]<>/|&\\".indexOf(c) >= 0;
    }
}
