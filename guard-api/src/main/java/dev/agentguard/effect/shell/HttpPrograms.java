package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.EffectReader;
import java.util.Set;

/** Programs that send requests. */
final class HttpPrograms {

    private static final Set<String> PROGRAMS =
            Set.of("curl", "curlie", "tiny-curl", "wget", "wget2", "http", "https", "xh", "xhs", "gh", "glab");

    private HttpPrograms() {}

    /** Reads the requests of a command; false if it is none that sends some. */
    static boolean read(Command command, Shell shell, String place, Reading reading, EffectReader<HttpCall> http) {
        if (!PROGRAMS.contains(command.program())) {
            return false;
        }
        Requests requests = new Requests(reading, place, http);
        boolean forge = command.program().equals("gh") || command.program().equals("glab");
        if (!forge && command.arguments().stream().anyMatch(Certainty::mayHoldOptions)) {
            requests.unknown("takes options from a variable, which is not known before");
        }
        switch (command.program()) {
            case "curl", "curlie", "tiny-curl" ->
                new CurlArguments(requests, shell, command.input()).read(command.arguments());
            case "wget", "wget2" -> new WgetArguments(requests, shell).read(command.arguments());
            case "gh", "glab" -> {
                return command.arguments().stream().noneMatch(Certainty::mayHoldOptions)
                        && ForgeArguments.read(command.program(), command.arguments(), requests);
            }
            default ->
                new HttpieArguments(requests, shell, command.input()).read(command.program(), command.arguments());
        }
        return true;
    }
}
