package dev.agentguard.scope;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Recoverability.Verdict;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says whether what an effect destroys could be brought back from a copy in another blast radius. Stateless, safe for
 * use by many threads, no I/O: it judges what a resolver found.
 *
 * <p>A copy that lives on the resource itself goes with it and never counts. No copy elsewhere is taken for granted:
 * unless one was verified the answer is {@link Verdict#UNKNOWN}.
 */
public final class Recovery {

    private static final String RAILWAY_SOURCE =
            " (wiping a Railway volume deletes all its backups: docs.railway.com/volumes/backups)";

    /** Creates it. */
    public Recovery() {}

    /**
     * Returns whether anything would survive.
     *
     * @param effect the effect
     * @param location where its resource lives
     * @param details what a resolver found beside the location, or null if none was asked or it could not say
     * @return the answer and what it rests on
     */
    public Recoverability assess(Effect effect, Location location, Answer.@Nullable Found details) {
        if (effect.kind() != Kind.DATA || effect.reversibility().compareTo(Reversibility.REVERSIBLE) <= 0) {
            return new Recoverability(Verdict.NOT_NEEDED, "no stored data is destroyed");
        }
        String subject = Shown.text(effect.resource().toString());
        List<Backup> doomed = details == null
                ? List.of()
                : details.backups().stream().filter(Backup::livesOnResource).toList();
        if (!doomed.isEmpty()) {
            return new Recoverability(Verdict.DOES_NOT_SURVIVE, goWithIt(doomed, subject) + source(effect));
        }
        if (effect.destroysRecovery()) {
            return new Recoverability(Verdict.DOES_NOT_SURVIVE, nothingLeft(subject, details) + source(effect));
        }
        String where =
                location instanceof Location.Unknown unknown ? "; where it lives is unknown: " + unknown.because() : "";
        return new Recoverability(
                Verdict.UNKNOWN, "no backup of `" + subject + "` outside its own blast radius is known" + where);
    }

    private static String goWithIt(List<Backup> doomed, String subject) {
        String count = doomed.size() == 1
                ? "1 backup of `" + subject + "` lives on it and goes with it"
                : doomed.size() + " backups of `" + subject + "` live on it and go with it";
        OffsetDateTime newest = doomed.stream()
                .map(Recovery::createdAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return newest == null ? count : count + "; newest " + newest;
    }

    private static @Nullable OffsetDateTime createdAt(Backup backup) {
        String text = backup.createdAt();
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String nothingLeft(String subject, Answer.@Nullable Found details) {
        String lost = "what `" + subject + "` could be recovered from goes with it";
        return details == null || details.backupsUnknown() == null
                ? lost
                : lost + "; its backups could not be listed: " + details.backupsUnknown();
    }

    private static String source(Effect effect) {
        return effect.resource().type().startsWith("railway:volume") ? RAILWAY_SOURCE : "";
    }
}
