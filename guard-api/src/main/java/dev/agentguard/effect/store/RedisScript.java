package dev.agentguard.effect.store;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Finds the commands that a Lua script names where it calls the server; whatever else it does stays open. */
final class RedisScript {

    private static final int LONGEST = 1 << 16;
    private static final int LONGEST_NAME = 40;
    private static final int MOST = 50;

    private RedisScript() {}

    /** Returns the names in {@code redis.call('…'} and {@code redis.pcall("…"}, in capitals. */
    static Set<String> calls(String script) {
        Set<String> calls = new LinkedHashSet<>();
        String text = script.length() > LONGEST ? script.substring(0, LONGEST) : script;
        for (int at = text.indexOf("call"); at >= 0 && calls.size() < MOST; at = text.indexOf("call", at + 4)) {
            int next = blanks(text, at + 4);
            if (next < text.length() && text.charAt(next) == '(') {
                next = blanks(text, next + 1);
            }
            if (next < text.length() && (text.charAt(next) == '\'' || text.charAt(next) == '"')) {
                int end = text.indexOf(text.charAt(next), next + 1);
                if (end > next && end - next <= LONGEST_NAME) {
                    calls.add(text.substring(next + 1, end).toUpperCase(Locale.ROOT));
                }
            }
        }
        return calls;
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
