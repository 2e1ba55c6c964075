package dev.agentguard.effect.shell;

/** The operators of redirections. */
final class RedirectOperator {

    /** Longest first. */
    private static final String[] ALL = {"&>>", "<<<", "<<-", "&>", ">>", "<<", ">|", ">&", "<&", "<>", ">", "<"};

    private RedirectOperator() {}

    /** Consumes the operator that stands here. */
    static String take(Cursor in) {
        for (String operator : ALL) {
            if (in.skip(operator)) {
                return operator;
            }
        }
        in.at++;
        return ">";
    }
}
