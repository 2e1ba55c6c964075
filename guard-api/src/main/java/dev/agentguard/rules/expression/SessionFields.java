package dev.agentguard.rules.expression;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Circumstances;
import org.jspecify.annotations.Nullable;

/** {@code session}. */
final class SessionFields extends Fields {

    /** The function that counts operations, for CEL. */
    static final String COUNT = "session_count_string";

    /** Longer ones are no operations. */
    private static final int LONGEST = 200;

    private final Circumstances around;

    SessionFields(Circumstances around, Doubt doubt) {
        super(Declarations.SESSION, "session", doubt);
        this.around = around;
    }

    @Override
    @Nullable
    Object field(String field) {
        return switch (field) {
            case "id" -> around.session();
            case "reversible" -> around.before().of(Reversibility.REVERSIBLE);
            case "recoverable" -> around.before().of(Reversibility.RECOVERABLE);
            case "irreversible" -> around.before().of(Reversibility.IRREVERSIBLE);
            case "unknown" -> around.before().of(Reversibility.UNKNOWN);
            case "refused" -> around.before().refused();
            case "asked" -> around.before().asked();
            case "influenced" -> around.before().influence().isThere();
            case "influenced_by" -> around.before().influence().by();
            default -> null;
        };
    }

    /** Returns whether a text may be an operation, or several. */
    static boolean isOperation(String text) {
        boolean named = text.indexOf(':') > 0 || text.indexOf('*') >= 0;
        return named && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns how many effects of an operation a session had. */
    static Object count(Object session, String operation) {
        if (!(session instanceof Value value) || !(value.fields() instanceof SessionFields fields)) {
            throw new IllegalStateException("`count` is declared for sessions only");
        }
        Long count = operation.length() <= LONGEST && !operation.isBlank()
                ? fields.around.before().of(operation)
                : null;
        if (count == null) {
            throw fields.doubt.unknown("session.count");
        }
        return count;
    }
}
