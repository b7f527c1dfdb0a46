import { BookOpen } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "../ui/Button.tsx";
import { useHanding } from "./handIn.ts";
import { showList, useTaking } from "./taking.ts";

const LessonList = lazy(() => import("./LessonList.tsx").then((module) => ({ default: module.LessonList })));

const HandInDialog = lazy(() =>
  import("./HandInDialog.tsx").then((module) => ({ default: module.HandInDialog })),
);
const ResultDialog = lazy(() =>
  import("./ResultDialog.tsx").then((module) => ({ default: module.ResultDialog })),
);

/** Opens the list of lessons. */
export function LessonsButton() {
  const listing = useTaking((state) => state.listing);
  const { lesson, result } = useHanding();
  return (
    <>
      <Button data-testid="open-lessons" aria-expanded={listing} onClick={() => showList(true)}>
        <BookOpen size={15} aria-hidden="true" />
        Lessons
      </Button>
      {listing && (
        <Suspense>
          <LessonList />
        </Suspense>
      )}
      {lesson !== null && (
        <Suspense>
          <HandInDialog lesson={lesson} />
        </Suspense>
      )}
      {result !== null && (
        <Suspense>
          <ResultDialog key={result} hash={result} />
        </Suspense>
      )}
    </>
  );
}
