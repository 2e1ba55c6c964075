package dev.agentguard.config;

import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Passkey;
import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Secret;
import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code approval:} */
final class ApprovalSection {

    private static final int LONGEST_NAME = 100;
    private static final int SHORTEST_SECRET = 16;

    private final @Nullable YamlNode section;
    private final Trust trust;
    private final Variables variables;

    ApprovalSection(@Nullable YamlNode section, Trust trust, Variables variables) {
        this.section =
                section == null ? null : section.map("expires-after", "wait", "approvers", "four-eyes", "webhook");
        this.trust = trust;
        this.variables = variables;
    }

    ApprovalTerms terms() {
        Duration expiry = expiry();
        return new ApprovalTerms(expiry, wait(expiry), approvers(), webhook());
    }

    /** Waiting lets nothing through, but whoever can write a file must not be able to hang an application either. */
    private Duration wait(Duration expiry) {
        YamlNode node = section == null ? null : section.get("wait");
        if (node == null) {
            return Duration.ZERO;
        }
        Duration wait = node.duration();
        if (wait.compareTo(expiry) > 0) {
            throw node.expected("no more than `expires-after`, which is " + expiry);
        }
        return trust.accepts(node, "`wait`") ? wait : Duration.ZERO;
    }

    /** What is held goes out, and to an address that somebody wrote. */
    private @Nullable Webhook webhook() {
        YamlNode node = section == null ? null : section.get("webhook");
        if (node == null || !trust.accepts(node, "`webhook`")) {
            return null;
        }
        node.map("url", "secret");
        URI url = ResolverSection.endpoint(node.require("url").concealed());
        YamlNode reference = node.require("secret").concealed();
        Secret secret = variables.secret(reference);
        if (secret.reveal().length() < SHORTEST_SECRET) {
            throw reference.error("a secret to sign with has at least " + SHORTEST_SECRET + " characters");
        }
        return new Webhook(url, secret);
    }

    private Duration expiry() {
        YamlNode node = section == null ? null : section.get("expires-after");
        if (node == null) {
            return ApprovalTerms.EXPIRY;
        }
        Duration expiry = node.duration();
        boolean longer = expiry.compareTo(ApprovalTerms.EXPIRY) > 0;
        return longer && !trust.accepts(node, "a longer `expires-after`") ? ApprovalTerms.EXPIRY : expiry;
    }

    /** Naming approvers only tightens: where nobody is named, anybody's answer counts. */
    private Approvers approvers() {
        YamlNode list = section == null ? null : section.get("approvers");
        YamlNode fourEyes = section == null ? null : section.get("four-eyes");
        List<Approver> approvers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<PublicKey> keys = new HashSet<>();
        if (list != null) {
            for (YamlNode node : list.list()) {
                Approver approver = approver(node);
                if (!names.add(approver.name())) {
                    throw node.require("name").error("an approver of this name is already declared");
                }
                if (!keys.add(approver.key())) {
                    throw node.require("key").error("another approver has this key; each needs one of their own");
                }
                approvers.add(approver);
            }
            if (approvers.isEmpty()) {
                throw list.expected("at least one approver");
            }
        }
        if (fourEyes != null && approvers.size() < 2) {
            throw fourEyes.error("two approvers are needed; declare them under `approvers`");
        }
        return new Approvers(approvers, patterns(fourEyes));
    }

    private static Approver approver(YamlNode node) {
        node.map("name", "key", "operations");
        YamlNode name = node.require("name");
        String text = name.string();
        boolean plain = !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '`');
        if (!plain) {
            throw name.expected("a name of 1 to " + LONGEST_NAME + " characters");
        }
        YamlNode key = node.require("key");
        List<Glob> operations = patterns(node.get("operations"));
        return key.string().startsWith("passkey:")
                ? new Approver(text, passkey(key), operations)
                : new Approver(text, key(key), operations);
    }

    private static Passkey passkey(YamlNode node) {
        try {
            return Passkey.parse(node.string());
        } catch (IllegalArgumentException e) {
            throw node.error("expected the passkey that the console printed: " + e.getMessage());
        }
    }

    private static PublicKey key(YamlNode node) {
        try {
            return Approver.key(node.string());
        } catch (IllegalArgumentException e) {
            throw node.error("expected what `guard approver` printed, `ed25519:` and Base64, or the console's passkey: "
                    + e.getMessage());
        }
    }

    private static List<Glob> patterns(@Nullable YamlNode node) {
        return node == null
                ? List.of()
                : Values.stringNodes(node).stream()
                        .map(item -> new Glob(Values.pattern(item, "railway:*")))
                        .toList();
    }
}
