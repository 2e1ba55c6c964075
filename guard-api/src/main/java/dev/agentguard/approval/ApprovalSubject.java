package dev.agentguard.approval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a human is asked about.
 *
 * <p>The digest binds {@code parts}, {@code targets} and {@code confirm}; {@code session}, {@code lines} and
 * {@code reasons} may differ between two attempts at the same action. Only digests of the parts are ever stored, so they
 * may hold what must not be written down.
 *
 * @param parts what the approval is bound to, by name, as JSON values (String, Number, Boolean, null, List, Map): the
 *     canonical action, its resolved targets, the policy version. No part may be null
 * @param targets what the action would do to what, at least one
 * @param session the session that asks
 * @param confirm the text that the human must type exactly: the name or id of what is at stake. Invisible characters in
 *     it are made visible, so that what is typed is what is shown
 * @param lines what else the human is shown, rendered from the real bytes and free of secrets
 * @param reasons why a human decides
 */
public record ApprovalSubject(
        Map<String, @Nullable Object> parts,
        List<ApprovalTarget> targets,
        String session,
        String confirm,
        List<String> lines,
        List<String> reasons) {

    /** Copies the collections and makes invisible characters in what is shown visible. */
    public ApprovalSubject {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        targets = List.copyOf(targets);
        session = Visible.text(session);
        confirm = Visible.text(confirm);
        lines = lines.stream().map(Visible::text).toList();
        reasons = reasons.stream().map(Visible::text).toList();
    }

    /**
     * Returns the digest that an approval is bound to.
     *
     * @return {@code sha256:} and lower-case hex
     * @throws ApprovalException if a part is missing, is no JSON value, or is too large or too deep
     */
    public String digest() throws ApprovalException {
        return digest(partDigests(), targets, confirm);
    }

    Map<String, String> partDigests() throws ApprovalException {
        if (parts.isEmpty()) {
            throw new ApprovalException("an approval must be bound to something");
        }
        Map<String, String> digests = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> part : parts.entrySet()) {
            if (part.getValue() == null) {
                // a missing part must not become an approval for whatever stands in its place later
                throw new ApprovalException("the part `" + Visible.text(part.getKey()) + "` is missing");
            }
            digests.put(part.getKey(), CanonicalJson.sha256(part.getValue()));
        }
        return digests;
    }

    static String digest(Map<String, String> partDigests, List<ApprovalTarget> targets, String confirm)
            throws ApprovalException {
        return CanonicalJson.sha256(Map.of(
                "parts",
                partDigests,
                "targets",
                targets.stream()
                        .map(target -> List.of(target.operation(), target.resource()))
                        .toList(),
                "confirm",
                confirm));
    }
}
