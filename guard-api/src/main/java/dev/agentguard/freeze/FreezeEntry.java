package dev.agentguard.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file of freezes.
 *
 * @param kind what it says
 * @param id its id
 * @param scope what it is about
 * @param by who wrote it
 * @param reason why
 * @param at when
 * @param length how long it holds, or null if until a human thaws it
 * @param thaws of a thaw: the ids of the freezes that it ends
 * @param signature the signature of all above by an approver's key, in Base64, or null
 */
record FreezeEntry(
        Kind kind,
        String id,
        FreezeScope scope,
        String by,
        String reason,
        Instant at,
        @Nullable Duration length,
        List<String> thaws,
        @Nullable String signature) {

    enum Kind {
        FREEZE,
        THAW,
        BREAK_GLASS
    }

    FreezeEntry {
        thaws = List.copyOf(thaws);
    }

    FreezeEntry signed(String newSignature) {
        return new FreezeEntry(kind, id, scope, by, reason, at, length, thaws, newSignature);
    }

    @Nullable
    Instant until() {
        return length == null ? null : at.plus(length);
    }

    Frozen frozen() {
        return new Frozen(scope, id, by, reason, at, until(), true, null);
    }
}
