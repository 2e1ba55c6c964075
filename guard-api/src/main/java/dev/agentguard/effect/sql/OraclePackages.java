package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packages that Oracle brings with its database ({@code DBMS_STATS}, {@code UTL_FILE}): some only look, the routines
 * of the others say in their names what they do.
 */
final class OraclePackages {

    /** Of these every routine looks, or keeps to the session. */
    private static final Set<String> LOOKING = Words.set("dbms_output dbms_metadata dbms_lock dbms_application_info"
            + " dbms_random dbms_crypto dbms_xplan dbms_assert dbms_describe dbms_rowid dbms_metadata_diff"
            + " dbms_debug dbms_profiler dbms_db_version utl_raw utl_encode utl_compress utl_i18n"
            + " utl_match utl_url utl_lms utl_ident utl_call_stack");

    /** What destroys beside the words that do so in every name. */
    private static final Set<String> DESTROYING = Words.set("fremove frename purge drop clean shrink unregister"
            + " reset_package free_unused_user_memory deallocate_unused recyclebin");

    /** What changes something beside the words that do so in every name. */
    private static final Set<String> CHANGING = Words.set("gather refresh broken submit next_date what interval"
            + " compile fopen fopen_nchar fclose fclose_all fflush put put_line new_line putf write write_blob open"
            + " close append copy begin end finish configure pin keep unpin enqueue listen sync_interim_table"
            + " start_redef_table finish_redef_table can_redef_table enable_at_time enable_at_system_change_number"
            + " suspend resume handle switch recomp_serial recomp_parallel createtemporary freetemporary trim");

    private OraclePackages() {}

    /** Whether a routine reads its second argument as a statement. */
    static boolean parses(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("dbms_sql.parse");
    }

    /** Returns what a routine does, UNKNOWN if its name does not tell, null if it is in no such package. */
    static @Nullable Reversibility of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        if (dot < 0 || dot == lower.length() - 1) {
            return null;
        }
        String owner = lower.substring(lower.lastIndexOf('.', dot - 1) + 1, dot);
        if (!owner.startsWith("dbms_") && !owner.startsWith("utl_")) {
            return null;
        }
        String routine = lower.substring(dot + 1);
        if (LOOKING.contains(owner)) {
            return Reversibility.READ_ONLY;
        }
        if (owner.equals("utl_http")
                || owner.equals("utl_tcp")
                || owner.equals("utl_smtp")
                || owner.equals("utl_mail")) {
            return Reversibility.UNKNOWN; // what is sent is not read here
        }
        String first = routine.indexOf('_') < 0 ? routine : routine.substring(0, routine.indexOf('_'));
        NameWords words = NameWords.of(routine);
        if (words == NameWords.DESTROYS || DESTROYING.contains(routine) || DESTROYING.contains(first)) {
            return Reversibility.IRREVERSIBLE;
        }
        if (CHANGING.contains(routine) || CHANGING.contains(first)) {
            return Reversibility.REVERSIBLE;
        }
        return switch (words) {
            case READS -> Reversibility.READ_ONLY;
            case WRITES -> Reversibility.REVERSIBLE;
            default -> Reversibility.UNKNOWN;
        };
    }
}
