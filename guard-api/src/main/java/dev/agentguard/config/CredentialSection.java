package dev.agentguard.config;

import dev.agentguard.scope.Credential;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.LoginPattern;
import dev.agentguard.scope.Secret;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code credentials:}. People paste secrets here by mistake, so no message shows what it found. */
final class CredentialSection {

    private static final String DIGEST = "sha256:";
    private static final int HEX_DIGITS = 64;
    private static final int SHORTEST_KEY_ID = 8;
    private static final int LONGEST_KEY_ID = 200;

    private CredentialSection() {}

    static List<DeclaredCredential> read(
            @Nullable YamlNode section, Collection<String> environments, SecretSources sources) {
        List<DeclaredCredential> credentials = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (section != null) {
            for (YamlNode node : section.concealed().list()) {
                DeclaredCredential credential = credential(node, environments, sources);
                if (!names.add(credential.name())) {
                    throw node.require("name").error("a credential of this name is already declared");
                }
                credentials.add(credential);
            }
        }
        return credentials;
    }

    private static DeclaredCredential credential(
            YamlNode node, Collection<String> environments, SecretSources sources) {
        node.map("name", "fingerprint", "from", "key-id", "user", "purpose", "operations", "environments", "expires");
        YamlNode operations = node.get("operations");
        YamlNode within = node.get("environments");
        YamlNode expires = node.get("expires");
        List<String> references = new ArrayList<>();
        Set<String> fingerprints = fingerprints(node, sources, references);
        List<String> users = users(node);
        if (fingerprints.isEmpty() && users.isEmpty()) {
            throw references.isEmpty()
                    ? node.error("expected `from`, `fingerprint`, `key-id` or `user`: what the credential is known by")
                    : node.require("from")
                            .error("what is kept there cannot be read; give its `fingerprint: sha256:…` beside it");
        }
        return new DeclaredCredential(
                node.require("name").string(),
                List.copyOf(fingerprints),
                users,
                references,
                node.require("purpose").string(),
                operations == null
                        ? List.of()
                        : Values.stringNodes(operations).stream()
                                .map(item -> Values.pattern(item, "railway:customDomain*"))
                                .toList(),
                within == null ? List.of() : Values.declared(within, environments),
                expires == null ? null : expires.instant());
    }

    private static Set<String> fingerprints(YamlNode node, SecretSources sources, List<String> references) {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (YamlNode from : oneOrMore(node.get("from"))) {
            if (SecretSources.isReference(from.string())) {
                references.add(from.string());
                continue;
            }
            for (Secret secret : sources.secrets(from)) {
                fingerprints.add(Credential.of(secret.reveal(), "").fingerprint());
            }
        }
        for (YamlNode fingerprint : oneOrMore(node.get("fingerprint"))) {
            fingerprints.add(fingerprint(fingerprint));
        }
        for (YamlNode id : oneOrMore(node.get("key-id"))) {
            fingerprints.add(Credential.of(keyId(id), "").fingerprint());
        }
        return fingerprints;
    }

    private static List<String> users(YamlNode node) {
        List<String> users = new ArrayList<>();
        for (YamlNode user : oneOrMore(node.get("user"))) {
            if (LoginPattern.of(user.string()) == null) {
                throw user.error("expected `jdbc:USER@HOST`, `jdbc:USER` or `kubeconfig:USER@CONTEXT`");
            }
            users.add(user.string());
        }
        return users;
    }

    private static List<YamlNode> oneOrMore(@Nullable YamlNode node) {
        return node == null ? List.of() : node.kind() == YamlNode.Kind.LIST ? Values.stringNodes(node) : List.of(node);
    }

    /** The id of a key is public: of AWS an access key id, of a signed token the {@code kid} in its header. */
    private static String keyId(YamlNode node) {
        String id = node.string();
        boolean plain = id.length() >= SHORTEST_KEY_ID
                && id.length() <= LONGEST_KEY_ID
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain) {
            throw node.error("expected the public id of a key, such as an AWS access key id");
        }
        return id;
    }

    private static String fingerprint(YamlNode fingerprint) {
        String digest = fingerprint.string().toLowerCase(Locale.ROOT);
        String hex = digest.startsWith(DIGEST) ? digest.substring(DIGEST.length()) : "";
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw fingerprint.error("expected `sha256:` and " + HEX_DIGITS + " hex digits");
        }
        return digest;
    }
}
