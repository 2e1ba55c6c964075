package dev.agentguard.config;

import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code credentials:}. People paste secrets here by mistake, so no message shows what it found. */
final class CredentialSection {

    private static final String DIGEST = "sha256:";
    private static final int HEX_DIGITS = 64;

    private CredentialSection() {}

    static List<DeclaredCredential> read(
            @Nullable YamlNode section, Collection<String> environments, Variables variables) {
        List<DeclaredCredential> credentials = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (section != null) {
            for (YamlNode node : section.concealed().list()) {
                DeclaredCredential credential = credential(node, environments, variables);
                if (!names.add(credential.name())) {
                    throw node.require("name").error("a credential of this name is already declared");
                }
                credentials.add(credential);
            }
        }
        return credentials;
    }

    private static DeclaredCredential credential(YamlNode node, Collection<String> environments, Variables variables) {
        node.map("name", "fingerprint", "from", "purpose", "operations", "environments", "expires");
        YamlNode operations = node.get("operations");
        YamlNode within = node.get("environments");
        YamlNode expires = node.get("expires");
        return new DeclaredCredential(
                node.require("name").string(),
                fingerprint(node, variables),
                node.require("purpose").string(),
                operations == null
                        ? List.of()
                        : Values.stringNodes(operations).stream()
                                .map(item -> Values.pattern(item, "railway:customDomain*"))
                                .toList(),
                within == null ? List.of() : Values.declared(within, environments),
                expires == null ? null : expires.instant());
    }

    private static String fingerprint(YamlNode node, Variables variables) {
        YamlNode from = node.get("from");
        YamlNode fingerprint = node.get("fingerprint");
        if (fingerprint == null && from != null) {
            return Digests.fingerprint(variables.secret(from).reveal());
        }
        if (fingerprint == null || from != null) {
            throw node.error("expected exactly one of `from: env:NAME` and `fingerprint: sha256:…`");
        }
        String digest = fingerprint.string().toLowerCase(Locale.ROOT);
        String hex = digest.startsWith(DIGEST) ? digest.substring(DIGEST.length()) : "";
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw fingerprint.error("expected `sha256:` and " + HEX_DIGITS + " hex digits");
        }
        return digest;
    }
}
