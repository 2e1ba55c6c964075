package dev.agentguard.examples.pocketos;

import dev.agentguard.examples.pocketos.railway.RailwayServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a human wrote into {@code guard.yaml} for one scene.
 *
 * @param checks the checks that are on
 * @param domainsDeclared whether the token for custom domains is declared, with its purpose
 * @param monitor whether Guard only watches
 */
record GuardFile(Set<Check> checks, boolean domainsDeclared, boolean monitor) {

    /** The checks, by their names in {@code guard.yaml}. */
    enum Check {
        REVERSIBILITY,
        SCOPE,
        RULES,
        CREDENTIAL_PROVENANCE,
        CREDENTIAL_PURPOSE,
        RECOVERABILITY;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static GuardFile everything() {
        return new GuardFile(EnumSet.allOf(Check.class), false, false);
    }

    /** One check, and whatever that check has to be told. */
    static GuardFile only(Check check) {
        return new GuardFile(EnumSet.of(check), check == Check.CREDENTIAL_PURPOSE, false);
    }

    /** The same with all checks off. */
    GuardFile nothing() {
        return new GuardFile(EnumSet.noneOf(Check.class), domainsDeclared, false);
    }

    GuardFile watchingOnly() {
        return new GuardFile(checks, domainsDeclared, true);
    }

    /** The file's text; tokens stand in it as fingerprints only. */
    String text(RailwayServer railway, Path store, String stagingToken, String domainsToken) {
        List<String> lines = new ArrayList<>(List.of(
                "version: 1",
                "mode: " + (monitor ? "monitor" : "enforce"),
                "agent:",
                "  environments: [staging]",
                "environments:",
                "  staging: {railway: [staging]}",
                "  production: {protected: true, railway: [production]}",
                "providers:",
                "  railway: {hosts: [\"" + railway.hostAndPort() + "\"]}",
                "resolvers:",
                "  railway: {endpoint: \"" + railway.endpoint() + "\", token: \"env:GUARD_RAILWAY_TOKEN\"}",
                "rule-files: [workspace/AGENTS.md, workspace/.cursor/rules/safety.mdc]",
                "store: \"" + store.toString().replace("\\", "/") + "\"",
                "credentials:",
                "  - name: staging",
                "    fingerprint: \"" + fingerprint(stagingToken) + "\"",
                "    purpose: work on staging",
                "    environments: [staging]"));
        if (domainsDeclared) {
            lines.addAll(List.of(
                    "  - name: domains",
                    "    fingerprint: \"" + fingerprint(domainsToken) + "\"",
                    "    purpose: custom domains",
                    "    operations: [\"railway:customDomain*\"]"));
        }
        lines.add("checks:");
        for (Check check : Check.values()) {
            lines.add("  " + check.key() + ": " + (checks.contains(check) ? "on" : "off"));
        }
        // it adds to what another check asks about, so one that is shown alone goes without it
        lines.add("  signed-approvals: " + (checks.size() > 1 ? "on" : "off"));
        return String.join("\n", lines) + "\n";
    }

    private static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
