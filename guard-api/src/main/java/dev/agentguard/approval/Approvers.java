package dev.agentguard.approval;

import dev.agentguard.effect.Glob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may approve, and what two of them must. Where nobody is named an answer is not signed, and whoever can write the
 * store can give one. Immutable, safe for use by many threads.
 *
 * @param all the approvers; no two of them share a name or a key
 * @param fourEyes the operations that two different approvers must approve
 */
public record Approvers(List<Approver> all, List<Glob> fourEyes) {

    /** Nobody is named. */
    public static final Approvers NONE = new Approvers(List.of(), List.of());

    /** Copies the lists. */
    public Approvers {
        all = List.copyOf(all);
        fourEyes = List.copyOf(fourEyes);
    }

    /**
     * Returns whether answers must be signed.
     *
     * @return true if at least one approver is named
     */
    public boolean areNamed() {
        return !all.isEmpty();
    }

    /**
     * Returns who may approve, in words.
     *
     * @return the names, each in backticks
     */
    public String names() {
        return all.stream().map(approver -> "`" + approver.name() + "`").collect(Collectors.joining(", "));
    }

    /**
     * Returns whether two approvers must approve a request.
     *
     * @param request the request
     * @return true if one of its operations is among those that ask for two
     */
    public boolean needTwo(ApprovalRequest request) {
        return request.targets().stream()
                .anyMatch(target -> fourEyes.stream().anyMatch(pattern -> pattern.matches(target.operation())));
    }

    /** Returns whether one approver alone may allow an operation; where nobody is named anybody may. */
    boolean mayAlone(String name, String operation) {
        ApprovalTarget target = new ApprovalTarget(operation, "");
        return !areNamed()
                || (fourEyes.stream().noneMatch(pattern -> pattern.matches(operation))
                        && all.stream()
                                .anyMatch(approver -> approver.name().equals(name) && approver.mayApprove(target)));
    }

    /** Returns why a yes does not count, or null if it does. */
    @Nullable
    String problem(StoredAnswer answer, @Nullable StoredAnswer first, ApprovalRequest request) {
        if (!areNamed()) {
            return null;
        }
        String problem = problem(answer, request);
        if (problem != null || !needTwo(request)) {
            return problem;
        }
        if (first == null || !first.approved() || problem(first, request) != null) {
            return "was approved by one approver and needs two";
        }
        return first.approver().equals(answer.approver()) ? "was approved by one approver twice and needs two" : null;
    }

    /**
     * Returns why something that an approver is to have signed does not count.
     *
     * @param name who is said to have signed it
     * @param bytes what was signed; it has to say what it is
     * @param signature the signature in Base64, or null if there is none
     * @return the reason, or null if it counts
     */
    public @Nullable String problem(String name, byte[] bytes, @Nullable String signature) {
        Optional<Approver> found =
                all.stream().filter(approver -> approver.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return "`" + name + "` is no approver; " + names() + " may";
        }
        return signature != null && Ed25519.isSignedBy(found.get().key(), bytes, signature)
                ? null
                : "it is not signed with the key of `" + name + "`";
    }

    /** Returns why a yes does not count as that of one approver, or null if it does. */
    @Nullable
    String problem(StoredAnswer answer, ApprovalRequest request) {
        Optional<Approver> found = all.stream()
                .filter(approver -> approver.name().equals(answer.approver()))
                .findFirst();
        if (found.isEmpty()) {
            return "was answered by `" + answer.approver() + "`, who is no approver; " + names() + " may";
        }
        Approver approver = found.get();
        String signature = answer.signature();
        if (signature == null || !approver.signed(answer.signed(), signature)) {
            return "was answered without the key of `" + approver.name() + "`";
        }
        return request.targets().stream()
                .filter(target -> !approver.mayApprove(target))
                .findFirst()
                .map(target ->
                        "was answered by `" + approver.name() + "`, who may not approve `" + target.operation() + "`")
                .orElse(null);
    }
}
