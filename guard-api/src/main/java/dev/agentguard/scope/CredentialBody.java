package dev.agentguard.scope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.action.HttpCall;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The credentials in the body of a request: in a form what RFC 6750 allows, and at an address where tokens are issued
 * what is traded in for one.
 */
final class CredentialBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 100;

    /** What is traded in. A code is used up with this request, and a user's name is none. */
    private static final Set<String> TRADED = Set.of(
            "client_secret",
            "refresh_token",
            "assertion",
            "client_assertion",
            "subject_token",
            "actor_token",
            "password",
            "secret_id",
            "jwt",
            "token",
            "clientsecret",
            "refreshtoken");

    private CredentialBody() {}

    static void read(HttpCall call, CredentialForms forms) {
        int size = call.body().size();
        if (size == 0 || size > LONGEST) {
            return;
        }
        boolean issues = TokenEndpoint.issues(call);
        String type = String.join(",", call.header("Content-Type")).toLowerCase(Locale.ROOT);
        if (issues && call.body().text().stripLeading().startsWith("{")) {
            json(call.body().bytes(), forms);
        } else if (issues || type.contains("form-urlencoded")) {
            form(call.body().text(), issues, forms);
        }
    }

    private static void form(String text, boolean issues, CredentialForms forms) {
        for (String field : text.split("&", MOST)) {
            int equals = field.indexOf('=');
            String name = equals <= 0
                    ? ""
                    : CredentialReader.decoded(field.substring(0, equals)).toLowerCase(Locale.ROOT);
            boolean used = issues ? TRADED.contains(name) : name.equals("access_token") || name.equals("token");
            if (used) {
                add(name, CredentialReader.decoded(field.substring(equals + 1)), forms);
            }
        }
    }

    private static void json(byte[] body, CredentialForms forms) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                return;
            }
            int seen = 0;
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                String name = field.getKey().toLowerCase(Locale.ROOT);
                String value = field.getValue().textValue();
                if (value != null && TRADED.contains(name) && seen++ < MOST) {
                    add(name, value, forms);
                }
            }
        } catch (IOException e) {
            return; // no JSON, so nothing that is read here
        }
    }

    private static void add(String name, String value, CredentialForms forms) {
        if (value.isEmpty()) {
            return;
        }
        String place = forms.place("body field " + name);
        forms.add(value, place);
        for (String signed : List.of("assertion", "client_assertion", "jwt", "subject_token")) {
            if (name.equals(signed)) {
                JsonWebToken.read(value, place, forms);
            }
        }
    }
}
