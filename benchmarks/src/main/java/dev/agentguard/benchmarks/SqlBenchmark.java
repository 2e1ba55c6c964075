package dev.agentguard.benchmarks;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import com.alibaba.druid.sql.ast.SQLStatement;
import dev.agentguard.Guard;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Effect;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A statement, first seen and repeated, beside two parsers alone and 200 regular expressions. */
@State(Scope.Thread)
public class SqlBenchmark {

    @Param({"100", "1024", "65536"})
    int size;

    private final Guard guard = Guard.builder().build();
    private final Patterns patterns = new Patterns();
    private String start = "";
    private String end = "";
    private SqlCall repeated = new SqlCall("");
    private int counter;

    @Setup
    public void prepare() {
        String text = Texts.sql(size, "#");
        start = text.substring(0, text.indexOf('#'));
        end = text.substring(text.indexOf('#') + 1);
        repeated = new SqlCall(text("7"), SqlDialect.POSTGRESQL);
    }

    @Benchmark
    public List<Effect> guardFirstSeen() {
        return guard.effects(new SqlCall(next(), SqlDialect.POSTGRESQL));
    }

    @Benchmark
    public List<Effect> guardRepeated() {
        return guard.effects(repeated);
    }

    /** Without the executor that its default entry point starts for each parse. */
    @Benchmark
    public Statement parserAlone() throws ParseException {
        return CCJSqlParserUtil.newParser(next()).withAllowComplexParsing(false).Statement();
    }

    @Benchmark
    public List<SQLStatement> druidAlone() {
        return SQLUtils.parseStatements(next(), DbType.postgresql);
    }

    @Benchmark
    public boolean regexes200() {
        return patterns.find(next());
    }

    private String next() {
        return text(Integer.toString(counter++));
    }

    private String text(String id) {
        return start + id + end;
    }
}
