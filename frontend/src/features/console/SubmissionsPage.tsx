import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { researcherApi } from "@/api/researcher";
import { Link } from "@/ui/Link";
import { Empty, Loading, Problem } from "./States";
import { SubmissionTable } from "./SubmissionTable";
import styles from "./SubmissionsPage.module.css";
import { useTitle } from "./useTitle";

const REFRESH_MS = 3000;

/** Every submission, newest first; rows stay in place while they refresh. */
export function SubmissionsPage({ study, page }: { study: string | null; page: number }) {
  useTitle("Submissions");
  const submissions = useQuery({
    queryKey: ["researcher", "submissions", study, page],
    queryFn: () => researcherApi.submissions(study, page),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const { data } = submissions;
  return (
    <>
      <div className={styles.head}>
        <h1>Submissions</h1>
        {study !== null && (
          <p>
            of the study <strong>{study}</strong> · <Link href="/console/submissions">all studies</Link>
          </p>
        )}
        {data !== undefined && <p className={styles.total}>{data.total} in all</p>}
      </div>
      {submissions.isPending && <Loading what="submissions" />}
      {submissions.isError && data === undefined && (
        <Problem error={submissions.error} onRetry={() => void submissions.refetch()} />
      )}
      {data?.total === 0 && <Empty>Nobody has opened the study’s link yet.</Empty>}
      {data !== undefined && data.items.length > 0 && <SubmissionTable rows={data.items} />}
      {data !== undefined && data.total > data.page_size && (
        <Pages study={study} page={page} last={Math.ceil(data.total / data.page_size)} />
      )}
    </>
  );
}

function Pages({ study, page, last }: { study: string | null; page: number; last: number }) {
  const address = (to: number) => {
    const query = new URLSearchParams({ ...(study === null ? {} : { study }), page: String(to) });
    return `/console/submissions?${query.toString()}`;
  };
  return (
    <nav aria-label="Pages" className={styles.pages}>
      {page > 1 && <Link href={address(page - 1)}>Newer</Link>}
      <span>
        Page {page} of {last}
      </span>
      {page < last && <Link href={address(page + 1)}>Older</Link>}
    </nav>
  );
}
