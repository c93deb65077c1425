"""selon on Apache Spark: the same reading and the same tracing, spread over a cluster.

```python
from selon import spark as selon_spark
articles = spark.read.parquet("articles.parquet")          # id, text; url, title, outlet, published, language, links if known
statements = selon_spark.read(articles)                     # one row a statement
appearances = selon_spark.claims(articles, work="hdfs:///tmp/claims")   # one row an appearance of a claim
```

Every worker needs the package `selon` installed; nothing is downloaded.
"""

from .claims import claims
from .read import read

__all__ = ["claims", "read"]
