"""Actuals in tables of Spark, by a Spark that runs here: the same verdicts as from csv."""

from __future__ import annotations

import csv
import io
import shutil
from urllib.parse import urlencode

import pytest
from test_engines import ACTUALS, RUNS, TARGETS

pyspark = pytest.importorskip("pyspark.sql", reason="no PySpark here: pip install 'ibis-framework[pyspark]'")
pytest.importorskip("ibis")
pytestmark = [
    pytest.mark.thorough,  # a minute
    pytest.mark.skipif(
        not shutil.which("java"), reason="no Java here; on Debian: apt-get install default-jre-headless"
    ),
    pytest.mark.filterwarnings("ignore"),  # of PySpark, which is not ours
]
KINDS = {"double": "double", "exact": "decimal(38, 12)", "texts": "string"}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """The settings of a Spark whose tables are those of KINDS, as the parameters of a URL."""
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.master": "local[1]",
        "spark.sql.catalogImplementation": "hive",
        "spark.sql.warehouse.dir": str(folder / "tables"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={folder / 'metastore'};create=true",
        "spark.driver.extraJavaOptions": f"-Dderby.stream.error.file={folder / 'derby.log'}",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.hadoop.some.password": "s3cret",
    }
    builder = pyspark.SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    header, *rows = list(csv.reader(io.StringIO(ACTUALS)))
    cells = [[cell or None for cell in row] for row in rows]
    session.createDataFrame(cells, ", ".join(f"{name} string" for name in header)).createOrReplaceTempView("given")
    for table, kind in KINDS.items():
        statement = f"select * except (value), cast(value as {kind}) as value from given"
        session.sql(f"create table {table} using parquet as {statement}")
    session.stop()
    return urlencode(settings)


def test_the_same_as_from_csv_to_the_last_digit(run, spark, tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTUALS, encoding="utf-8")
    for options in RUNS[:2]:
        reports = {}
        for source in ("a.csv", *KINDS):
            name = tmp_path / source if source == "a.csv" else f"pyspark://?{spark}#default.{source}"
            result = run(
                "report", "--format", "csv", "--all", "--targets", tmp_path / "t.csv", "--actuals", name, *options
            )
            assert result.exit_code == 0, (source, result.stderr)
            assert "s3cret" not in result.stderr
            reports[source] = result.stdout
        assert reports["a.csv"].count("\n") >= 2
        assert set(reports.values()) == {reports["a.csv"]}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("?{}#missing", "has no table 'missing'"),
        ("?spark.master=local[s3cret]#t", "cannot be read: "),
    ],
)
def test_what_is_wrong_is_one_line_without_secrets(run, spark, tmp_path, source, said):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    url = "pyspark://" + source.format(spark)
    result = run("report", "--targets", tmp_path / "t.csv", "--actuals", url)
    assert result.exit_code == 2
    assert f"pyspark://#{url.partition('#')[2]}: {said}" in result.stderr
    assert "s3cret" not in result.stdout + result.stderr
