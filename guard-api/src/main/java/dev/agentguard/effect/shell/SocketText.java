package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is sent over a plain connection ({@code nc}, {@code socat}, {@code telnet}) in a protocol that nobody names: read as
 * commands of Redis, one a line, as memcached's {@code flush_all} (its {@code protocol.txt}), as a mail (RFC 5321, section
 * 4.1.1) and as requests of HTTP/1.1 (RFC 9112, sections 2.1 and 3). Of each only what destroys counts, since it may be none.
 */
final class SocketText {

    private static final int MOST_FIELDS = 100;
    private static final Pattern SPACE = Pattern.compile(" ");

    /** Stands for a server that the request does not name (RFC 2606, section 2). */
    private static final String NOWHERE = "server.invalid";

    private SocketText() {}

    static void read(String text, CodeReader code, Reading reading, String place) {
        RedisCommands.read(text, reading, place);
        List<String> lines = text.lines().toList();
        boolean recipient = false;
        int request = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip().toLowerCase(Locale.ROOT);
            if (line.equals("flush_all") || line.startsWith("flush_all ")) {
                reading.add(Effect.of("memcached:flush_all", new Evidence(reading.place(place), "flush_all"))
                        .resource("memcached:server", null)
                        .reach(Reach.ALL)
                        .reversibility(Reversibility.IRREVERSIBLE, "`flush_all` invalidates all that the cache holds")
                        .build());
            }
            recipient |= line.startsWith("rcpt to:");
            if (recipient && line.equals("data")) {
                reading.add(Effect.of("mail:send", new Evidence(reading.place(place), "DATA"))
                        .kind(Kind.MESSAGE)
                        .reversibility(Reversibility.IRREVERSIBLE, "sends a mail")
                        .build());
            }
            if (startsRequest(lines.get(i))) {
                send(lines, request, i, code);
                request = i;
            }
        }
        send(lines, request, lines.size(), code);
    }

    private static boolean startsRequest(String line) {
        String[] words = SPACE.split(line, 4);
        return words.length == 3 && words[1].startsWith("/") && words[2].startsWith("HTTP/1.");
    }

    /** Judges the request whose lines reach from the first to before the last; none if there is no first. */
    private static void send(List<String> lines, int first, int last, CodeReader code) {
        if (first < 0) {
            return;
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String host = NOWHERE;
        int at = first + 1;
        while (at < last && fields.size() < MOST_FIELDS && lines.get(at).indexOf(':') > 0) {
            String line = lines.get(at++);
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            fields.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            host = name.equalsIgnoreCase("host") ? value : host;
        }
        String[] start = SPACE.split(lines.get(first), 4);
        String body = String.join("\n", lines.subList(at, last)).strip();
        code.http(new HttpCall(start[0], "http://" + host + start[1], fields, Body.of(body)));
    }
}
