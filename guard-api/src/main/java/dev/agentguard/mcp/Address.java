package dev.agentguard.mcp;

import dev.agentguard.effect.ShownValue;
import java.util.Locale;

/** The address of a server: a URL, or the words of a command line. */
final class Address {

    private static final String MASK = "…";

    private Address() {}

    static boolean isUrl(String address) {
        int colon = address.indexOf("://");
        return colon > 0 && address.substring(0, colon).chars().allMatch(c -> c < 128 && Character.isLetter(c));
    }

    /** Returns a URL without user information, query and fragment, with scheme and host in lower case. */
    static String url(String address) {
        if (!isUrl(address)) {
            return "";
        }
        int end = address.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = address.indexOf(mark);
            end = at >= 0 && at < end ? at : end;
        }
        String plain = address.substring(0, end);
        int host = plain.indexOf("://") + 3;
        int path = plain.indexOf('/', host);
        path = path < 0 ? plain.length() : path;
        int user = plain.lastIndexOf('@', path - 1);
        String authority = plain.substring(user >= host ? user + 1 : host, path);
        return (plain.substring(0, host) + authority).toLowerCase(Locale.ROOT) + plain.substring(path);
    }

    static String[] words(String address) {
        return isUrl(address) ? new String[0] : address.split(" ", -1);
    }

    /** Returns an address for people: without what may be a secret. */
    static String shown(String address) {
        return isUrl(address) ? shownUrl(url(address)) : shownWords(address);
    }

    private static String shownUrl(String url) {
        StringBuilder shown = new StringBuilder();
        for (String part : url.split("/", -1)) {
            shown.append(shown.isEmpty() ? "" : "/").append(ShownValue.isSecret(part) ? MASK : part);
        }
        return shown.toString();
    }

    private static String shownWords(String line) {
        StringBuilder shown = new StringBuilder();
        String before = "";
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            boolean assigns = equals > 0 && ShownValue.looksSecret(word.substring(0, equals));
            boolean secret = ShownValue.holdsSecret(word, '=')
                    || (before.startsWith("-") && before.indexOf('=') < 0 && ShownValue.looksSecret(before));
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(assigns ? word.substring(0, equals + 1) + MASK : secret ? MASK : word);
            before = word;
        }
        return shown.toString();
    }
}
