package dev.lockstep.orgsim.bulk;

import java.util.List;

/// The data of a job or batch while it is read, some rows at a time.
public interface DataRows extends AutoCloseable {
    /// That many rows are saved together.
    int CHUNK_ROWS = 200;

    /// The rows behind those that were read, [#CHUNK_ROWS] at most; none at the end.
    List<DataRow> nextChunk();

    @Override
    void close();
}
