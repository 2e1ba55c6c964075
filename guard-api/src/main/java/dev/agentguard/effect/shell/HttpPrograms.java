package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.EffectReader;

/** Programs that send requests. */
final class HttpPrograms {

    private HttpPrograms() {}

    /** Reads the requests of a command; false if it is none that sends some. */
    static boolean read(Command command, Shell shell, String place, Reading reading, EffectReader<HttpCall> http) {
        Requests requests = new Requests(reading, place, http);
        switch (command.program()) {
            case "curl", "curlie", "tiny-curl" ->
                new CurlArguments(requests, shell, command.input()).read(command.arguments());
            case "wget", "wget2" -> new WgetArguments(requests, shell).read(command.arguments());
            case "http", "https", "xh", "xhs" ->
                new HttpieArguments(requests, shell, command.input()).read(command.program(), command.arguments());
            default -> {
                return false;
            }
        }
        return true;
    }
}
