package dev.agentguard.rules.expression;

/** What was asked for in one evaluation and is not known. For one thread. */
final class Doubt {

    private boolean assumed;
    private boolean unknown;
    private boolean elsewhere;

    /** Something that is not known was taken as nothing. */
    void assume() {
        assumed = true;
    }

    /** Something that is not known was asked for. */
    NotKnownException unknown(String what) {
        unknown = true;
        return new NotKnownException(what);
    }

    /** Something was asked for that only another kind of action has. */
    NotKnownException elsewhere(String what) {
        elsewhere = true;
        return new NotKnownException(what);
    }

    boolean isAssumed() {
        return assumed;
    }

    /** Whether the condition failed only because it speaks of another kind of action. */
    boolean isElsewhere() {
        return elsewhere && !unknown;
    }
}
