package dev.agentguard.scope;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;

/**
 * Reads the {@code kid} of a signed token: which key signed it. It is not verified here; the server does that, and a
 * token that it does not accept is of no use.
 */
final class JsonWebToken {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_HEADER = 2_000;

    private JsonWebToken() {}

    static void read(String token, String place, CredentialForms forms) {
        int dot = token.startsWith("eyJ") ? token.indexOf('.') : -1;
        if (dot < 0 || dot > LONGEST_HEADER || token.indexOf('.', dot + 1) < 0) {
            return;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, dot)));
            String kid = header == null ? null : header.path("kid").textValue();
            if (kid != null) {
                forms.add(kid, place);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            return; // no token of this kind
        } catch (IOException e) {
            return; // never of an array
        }
    }
}
