package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import dev.agentguard.scope.Recoverability.Verdict;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The copies that a provider keeps, as far as a resolver or a pack knows of them. Stateless, no I/O. */
final class ProvidersCopies {

    private static final String RAILWAY_SOURCE =
            " (wiping a Railway volume deletes all its backups: docs.railway.com/volumes/backups)";

    private ProvidersCopies() {}

    /** Returns what is known of them, or null if nothing is. */
    static @Nullable Recoverability of(Loss loss) {
        Effect effect = loss.effect();
        Answer.Found details = loss.placement().details();
        String subject = Shown.text(effect.resource().toString());
        List<Backup> doomed = details == null
                ? List.of()
                : details.backups().stream().filter(Backup::livesOnResource).toList();
        if (!doomed.isEmpty()) {
            return new Recoverability(Verdict.DOES_NOT_SURVIVE, goWithIt(doomed, subject) + source(effect));
        }
        return effect.destroysRecovery()
                ? new Recoverability(Verdict.DOES_NOT_SURVIVE, nothingLeft(subject, details) + source(effect))
                : null;
    }

    private static String goWithIt(List<Backup> doomed, String subject) {
        String count = doomed.size() == 1
                ? "1 backup of `" + subject + "` lives on it and goes with it"
                : doomed.size() + " backups of `" + subject + "` live on it and go with it";
        OffsetDateTime newest = doomed.stream()
                .map(ProvidersCopies::createdAt)
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
