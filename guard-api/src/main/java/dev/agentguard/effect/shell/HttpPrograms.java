package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.EffectReader;

/** Programs that send requests. */
final class HttpPrograms {

    private HttpPrograms() {}

    /** Reads the requests of a command; false if it is none that sends some. */
    static boolean read(Command command, Reading reading, EffectReader<HttpCall> http) {
        return false;
    }
}
