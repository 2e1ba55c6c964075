package dev.agentguard.scope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an answer, in JSON or XML, that hold what was issued and how long it lasts. Bounded; one use. */
final class IssuedFields {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(40).build())
                    .build())
            .build();
    private static final int DEEPEST = 8;
    private static final int MOST_FIELDS = 2_000;
    private static final int MOST_ELEMENTS = 20;
    private static final int SHORTEST = 8;
    private static final long LONGEST_LIFE = 400L * 24 * 60 * 60;

    private static final Set<String> SECRETS = Set.of(
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "token",
            "clienttoken",
            "sessiontoken",
            "securitytoken",
            "secretaccesskey",
            "accesskeyid",
            "accesskey",
            "secretkey",
            "password",
            "secretid",
            "signedjwt");

    private static final Set<String> LIVES = Set.of("expiresin", "leaseduration");
    private static final Set<String> ENDS = Set.of(
            "expiresat", "expireson", "expiration", "expirationtimestamp", "expiretime", "accesstokenexpiration");

    private final CredentialForms forms;
    private final Instant now;
    private @Nullable Instant expires;
    private int fields;

    IssuedFields(CredentialForms forms, Instant now) {
        this.forms = forms;
        this.now = now;
    }

    @Nullable
    Instant expires() {
        return expires;
    }

    /**
     * @param asked whether an answer of any form is one; else only that of RFC 6749 is
     */
    void text(String text, boolean asked) {
        int object = text.indexOf('{');
        int element = text.indexOf('<');
        if (object >= 0 && (element < 0 || object < element)) {
            json(text.substring(object), asked);
        } else if (element >= 0 && asked) {
            for (String name : new String[] {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}) {
                elements(text, name);
            }
        }
    }

    private void json(String text, boolean asked) {
        try {
            JsonNode root = JSON.readTree(text);
            boolean issued = root != null
                    && root.path("access_token").isTextual()
                    && root.path("token_type").isTextual();
            if (root != null && (asked || issued)) {
                node("", root, 0);
            }
        } catch (IOException e) {
            return; // no JSON, so nothing that is read here
        }
    }

    private void node(String name, JsonNode node, int depth) {
        if (depth > DEEPEST || fields++ > MOST_FIELDS) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                node(plain(field.getKey()), field.getValue(), depth + 1);
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                node(name, item, depth + 1);
            }
        } else if (node.isValueNode()) {
            value(name, node, depth);
        }
    }

    private void value(String name, JsonNode node, int depth) {
        String text = node.asText();
        if (LIVES.contains(name)) {
            lasts(text);
        } else if (ENDS.contains(name)) {
            ends(text);
        } else if (node.isTextual() && SECRETS.contains(name) && text.length() >= SHORTEST) {
            forms.one(text, "issued");
        } else if (node.isTextual() && text.startsWith("{") && depth < DEEPEST) {
            json(text, true);
        }
    }

    private void elements(String text, String name) {
        String open = "<" + name + ">";
        int from = 0;
        for (int i = 0; i < MOST_ELEMENTS; i++) {
            int start = text.indexOf(open, from);
            int end = start < 0 ? -1 : text.indexOf('<', start + open.length());
            if (end < 0) {
                return;
            }
            String value = text.substring(start + open.length(), end).strip();
            if (name.equals("Expiration")) {
                ends(value);
            } else {
                forms.one(value, "issued");
            }
            from = end;
        }
    }

    private void lasts(String seconds) {
        try {
            long life = Long.parseLong(seconds);
            if (life > 0 && life < LONGEST_LIFE) {
                earlier(now.plusSeconds(life));
            }
        } catch (NumberFormatException e) {
            return; // does not say
        }
    }

    private void ends(String time) {
        try {
            boolean number = !time.isEmpty() && time.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
            earlier(
                    number
                            ? Instant.ofEpochSecond((long) Double.parseDouble(time))
                            : OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return; // does not say
        }
    }

    private void earlier(Instant end) {
        expires = expires == null || end.isBefore(expires) ? end : expires;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && i < 100; i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                plain.append(name.charAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
