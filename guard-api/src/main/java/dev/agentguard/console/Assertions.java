package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.approval.PasskeyAssertion;
import java.util.Base64;

/** Reads what the browser returns when a passkey was used. */
final class Assertions {

    private Assertions() {}

    static PasskeyAssertion read(JsonNode sent) throws RefusedException {
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return new PasskeyAssertion(
                    decoder.decode(sent.path("authenticatorData").asText()),
                    decoder.decode(sent.path("clientData").asText()),
                    decoder.decode(sent.path("signature").asText()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, "the answer of the passkey cannot be read");
        }
    }
}
