package app;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.fastpath.FastpathArg;

/** What PostgreSQL's driver can beside JDBC. */
final class PostgresCalls {

    private PostgresCalls() {}

    @SuppressWarnings("deprecation") // whoever calls it would not ask either
    static Object run(Connection connection, String mode, List<String> texts) throws SQLException, IOException {
        PGConnection own = connection.unwrap(PGConnection.class);
        return switch (mode) {
            case "copy" -> own.getCopyAPI().copyIn(texts.get(0), new StringReader(texts.get(1) + "\n"));
            case "large-object-read" -> {
                connection.setAutoCommit(false);
                try {
                    long id = own.getLargeObjectAPI().createLO();
                    yield own.getLargeObjectAPI().open(id).read(10).length;
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            case "large-object-delete" -> {
                own.getLargeObjectAPI().delete(Long.parseLong(texts.get(0)));
                yield "";
            }
            case "function" -> {
                own.getFastpathAPI().addFunction(texts.get(0), Integer.parseInt(texts.get(1)));
                yield own.getFastpathAPI().getInteger(texts.get(0), new FastpathArg[] {new FastpathArg(1)});
            }
            default -> throw new IllegalArgumentException(mode);
        };
    }
}
