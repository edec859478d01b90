package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.RowView;
import dev.lockstep.orgsim.org.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/// The rows of an answer that consists of records: only their numbers are kept.
record AnswerRows(Table table, NumberList numbers, Parents parents, List<FieldAccess> selected, Projection projection)
        implements QueryAnswer.RowMaker {
    @Override
    public List<QueryRow> rows(long offset, int count) {
        var rows = new ArrayList<QueryRow>(count);
        for (var index = Math.toIntExact(offset); index < offset + count; index++) {
            rows.add(projection.row(table.find(numbers.get(index)).orElseThrow()));
        }
        return rows;
    }

    @Override
    public Iterator<RowView> views(long offset, long count) {
        var reader = new RowReader(parents, selected);
        return LongStream.range(offset, offset + count)
                .<RowView>mapToObj(index -> {
                    var record = table.find(numbers.get((int) index)).orElseThrow();
                    return column -> reader.value(record, column);
                })
                .iterator();
    }
}
