package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Passkey;
import java.util.Map;

/** What the page asks before a human is signed in. */
final class SignInViews {

    private final SignIn signIn;
    private final Approvers approvers;

    SignInViews(SignIn signIn, Approvers approvers) {
        this.signIn = signIn;
        this.approvers = approvers;
    }

    Object start(JsonNode asked, Visitor visitor) {
        return Map.of(
                "approversNamed",
                approvers.areNamed(),
                "passkeys",
                !signIn.passkeys().isEmpty());
    }

    Object byLink(JsonNode asked, Visitor visitor) throws RefusedException {
        return Map.of("token", signIn.byLink(asked.path("secret").asText()));
    }

    Object challenge(JsonNode asked, Visitor visitor) {
        return Map.of(
                "challenge",
                SignIn.encoded(signIn.challenge()),
                "ids",
                signIn.passkeys().stream().map(Passkey::id).toList());
    }

    Object byPasskey(JsonNode asked, Visitor visitor) throws RefusedException {
        return Map.of(
                "token",
                signIn.byPasskey(
                        asked.path("id").asText(),
                        asked.path("challenge").asText(),
                        Assertions.read(asked.path("assertion"))));
    }
}
