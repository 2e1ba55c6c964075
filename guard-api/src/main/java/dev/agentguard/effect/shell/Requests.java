package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the requests that a program sends, and what it does beside them. */
final class Requests {

    private final Reading reading;
    private final String place;
    private final EffectReader<HttpCall> http;

    Requests(Reading reading, String place, EffectReader<HttpCall> http) {
        this.reading = reading;
        this.place = place;
        this.http = http;
    }

    void send(String method, String url, Map<String, List<String>> headers, Body body) {
        String address = absolute(url);
        String scheme = address.substring(0, address.indexOf("://")).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "http", "https", "ws", "wss" -> {
                HttpCall call = new HttpCall(method, address, headers, body);
                reading.carries(new Carrier.Request(call, reading.place(place)));
                reading.addAll(http.read(call), place);
            }
            case "file", "dict" -> {}
            case "smtp", "smtps" -> effect("smtp:send", Reversibility.IRREVERSIBLE, "sends a mail");
            case "ftp", "ftps", "sftp", "scp", "tftp" -> {
                if (method.equals("PUT")) {
                    effect("ftp:upload", Reversibility.REVERSIBLE, "uploads a file");
                }
            }
            default -> unknown("speaks `" + scheme + "`, which is not read");
        }
    }

    private static String absolute(String url) {
        String text = url.strip();
        if (text.contains("://")) {
            return text.startsWith("://") ? "http" + text : text;
        }
        return (text.regionMatches(true, 0, "ftp.", 0, 4) ? "ftp://" : "http://") + text;
    }

    /** The value of {@code Authorization} that a program makes of {@code user:password}. */
    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that an answer is written to. */
    void output(Word path) {
        WrittenFile.report(new Redirections.Target(path, false, true), false, reading, place);
    }

    void effect(String operation, Reversibility reversibility, String reason) {
        reading.add(Effect.of(operation, new Evidence(reading.place(place), ""))
                .reversibility(reversibility, reason)
                .build());
    }

    void unknown(String reason) {
        reading.unknown("http:unknown", place, "", reason);
    }

    /** A body of which a variable may hold everything is not inspected; one that only holds some in it is. */
    static Body body(@Nullable Word text, String what) {
        if (text == null) {
            return Body.notInspected(what);
        }
        if (!text.known() && isVariable(text.text())) {
            return Body.notInspected("the body is only known when it runs");
        }
        return Body.of(text.text());
    }

    private static boolean isVariable(String text) {
        return text.isBlank()
                || text.startsWith("$(")
                || text.startsWith("`")
                || (text.startsWith("$") && text.indexOf(' ') < 0 && text.indexOf('"') < 0);
    }
}
