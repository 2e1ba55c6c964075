package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;

/** What a generated file says of an operation: the section in which it stands. */
enum AwsClass {
    READ_ONLY(Reversibility.READ_ONLY, Kind.DATA, "changes nothing"),
    READ_ONLY_ACCESS(Reversibility.READ_ONLY, Kind.ACCESS, "changes nothing, but hands out or shows what gives access"),
    REVERSIBLE(Reversibility.REVERSIBLE, Kind.DATA, "the same caller can take it back"),
    REVERSIBLE_ACCESS(Reversibility.REVERSIBLE, Kind.ACCESS, "changes permissions; the same caller can take it back"),
    IRREVERSIBLE(Reversibility.IRREVERSIBLE, Kind.DATA, "deletes or gives up what the call does not bring back"),
    IRREVERSIBLE_ACCESS(
            Reversibility.IRREVERSIBLE, Kind.ACCESS, "deletes or replaces a credential, a permission or a policy"),
    IRREVERSIBLE_MONEY(Reversibility.IRREVERSIBLE, Kind.MONEY, "spends money or binds the account to a contract"),
    IRREVERSIBLE_MESSAGE(Reversibility.IRREVERSIBLE, Kind.MESSAGE, "sends something to people"),
    DESTROYS_RECOVERY(
            Reversibility.IRREVERSIBLE, Kind.DATA, "deletes backups, snapshots or logs, by which things are recovered"),
    UNKNOWN(Reversibility.UNKNOWN, Kind.DATA, "what it does depends on what its name does not say");

    private final Reversibility reversibility;
    private final Kind kind;
    private final String reason;

    AwsClass(Reversibility reversibility, Kind kind, String reason) {
        this.reversibility = reversibility;
        this.kind = kind;
        this.reason = reason;
    }

    Reversibility reversibility() {
        return reversibility;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return reason;
    }
}
