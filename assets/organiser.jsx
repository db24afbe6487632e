import { lazy, Suspense } from "react";

// Only organisers need the form, so only they fetch it.
const Form = lazy(() => import("$/public/night.jsx"));

export function NightForm(props) {
  return (
    <Suspense fallback={<div className="skl" style={{ height: 420 }} />}>
      <Form {...props} />
    </Suspense>
  );
}
